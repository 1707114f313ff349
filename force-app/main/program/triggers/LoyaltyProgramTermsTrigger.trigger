trigger LoyaltyProgramTermsTrigger on LoyaltyProgramTerms__c(before insert, before update, before delete) {
    TermsTriggerHandler.run();
}
