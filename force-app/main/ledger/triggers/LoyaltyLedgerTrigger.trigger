trigger LoyaltyLedgerTrigger on LoyaltyLedger__c(before insert, before update, before delete, after insert, after update) {
    LedgerTriggerHandler.run();
}
