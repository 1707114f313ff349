trigger LoyaltyTransactionLineTrigger on LoyaltyTransactionLine__c(after update) {
    TransactionLineTriggerHandler.run();
}
