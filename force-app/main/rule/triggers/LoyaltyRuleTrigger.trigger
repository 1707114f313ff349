trigger LoyaltyRuleTrigger on LoyaltyRule__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after delete,
    after undelete
) {
    RuleTriggerHandler.run();
}
