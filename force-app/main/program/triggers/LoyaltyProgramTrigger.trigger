trigger LoyaltyProgramTrigger on LoyaltyProgram__c(
    before insert,
    before update,
    after insert,
    after update,
    after delete,
    after undelete
) {
    ProgramTriggerHandler.run();
}
