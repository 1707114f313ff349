/** See MappedRecordTriggerHandler. */
trigger LoyaltyCampaignMemberTrigger on CampaignMember(after insert, after update, after delete) {
    MappedRecordTriggerHandler.run();
}
