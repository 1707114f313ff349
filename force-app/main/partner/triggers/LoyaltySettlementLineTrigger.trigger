trigger LoyaltySettlementLineTrigger on LoyaltySettlementLine__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
