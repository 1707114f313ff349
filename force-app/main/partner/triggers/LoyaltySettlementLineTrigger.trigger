trigger LoyaltySettlementLineTrigger on LoyaltySettlementLine__c(before insert, before update, before delete) {
    EngineOwned.refuse();
}
