trigger LoyaltyReservationTrigger on LoyaltyReservation__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
