trigger LoyaltySettlementTrigger on LoyaltySettlement__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
