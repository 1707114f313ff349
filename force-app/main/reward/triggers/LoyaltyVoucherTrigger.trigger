trigger LoyaltyVoucherTrigger on LoyaltyVoucher__c(before insert, before update, before delete) {
    VoucherTriggerHandler.run();
}
