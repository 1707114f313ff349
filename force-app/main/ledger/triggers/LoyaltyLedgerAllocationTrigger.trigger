trigger LoyaltyLedgerAllocationTrigger on LoyaltyLedgerAllocation__c(before insert, before update, before delete) {
    AllocationTriggerHandler.run();
}
