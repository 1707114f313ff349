trigger LoyaltyVoucherUseTrigger on LoyaltyVoucherUse__c(before insert, before update, before delete) {
    VoucherTriggerHandler.run();
}
