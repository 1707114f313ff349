trigger LoyaltyBookCheckTrigger on LoyaltyBookCheck__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
