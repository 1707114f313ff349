trigger LoyaltyLedgerTrigger on LoyaltyLedger__c(before insert, before update, before delete) {
    LedgerTriggerHandler.run();
}
