trigger LoyaltyKeyFiguresTrigger on LoyaltyKeyFigures__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
