trigger BatchApexErrorTrigger on BatchApexErrorEvent(after insert) {
    JobFailures.ofBatches(Trigger.new);
}
