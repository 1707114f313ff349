trigger LoyaltyDataExportTrigger on LoyaltyDataExport__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
