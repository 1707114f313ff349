trigger LoyaltyGrantRefusalTrigger on LoyaltyGrantRefusal__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
