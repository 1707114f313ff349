trigger LoyaltyTierTrigger on LoyaltyTier__c(after insert, after update, after delete, after undelete) {
    ProgramRulesSelector.forget();
}
