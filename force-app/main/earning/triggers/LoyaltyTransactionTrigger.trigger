trigger LoyaltyTransactionTrigger on LoyaltyTransaction__c(before insert, before update, after insert, after update) {
    TransactionTriggerHandler.run();
}
