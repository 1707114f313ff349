/** The id by which describes name the record type of records that have none. */
export const masterRecordTypeId = "012000000000000AAA";
