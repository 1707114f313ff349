trigger LoyaltyRewardFiguresTrigger on LoyaltyRewardFigures__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
