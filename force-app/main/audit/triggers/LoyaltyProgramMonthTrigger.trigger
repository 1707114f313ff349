trigger LoyaltyProgramMonthTrigger on LoyaltyProgramMonth__c(before insert, before update, before delete) {
    EngineOwned.refuse();
}
