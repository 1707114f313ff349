trigger LoyaltyProgramTrigger on LoyaltyProgram__c(after insert, after update, after delete, after undelete) {
    ProgramRulesSelector.forget();
}
