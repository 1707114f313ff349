trigger LoyaltyProgramMonthTrigger on LoyaltyProgramMonth__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
