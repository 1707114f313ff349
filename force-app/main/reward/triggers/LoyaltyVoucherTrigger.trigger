trigger LoyaltyVoucherTrigger on LoyaltyVoucher__c(before insert, before update, before delete, after insert, after update) {
    VoucherTriggerHandler.run();
}
