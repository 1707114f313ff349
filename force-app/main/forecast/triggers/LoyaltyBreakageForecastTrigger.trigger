trigger LoyaltyBreakageForecastTrigger on LoyaltyBreakageForecast__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
