import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("what was put into an archive is taken out of it", () => {
  // "Apex Reference Guide: ZipWriter Class", "ZipReader Class"
  holds(`@IsTest static void both() {
    Compression.ZipWriter writer = new Compression.ZipWriter();
    writer.setLevel(Compression.Level.BEST_COMPRESSION);
    writer.addEntry('a/one.txt', Blob.valueOf('one one one one'));
    writer.addEntry('two.txt', Blob.valueOf('two')).setMethod(Compression.Method.STORED);
    writer.addEntry('gone.txt', Blob.valueOf('gone'));
    writer.removeEntry('gone.txt');
    try { writer.addEntry('two.txt', Blob.valueOf('again')); Assert.fail(); } catch (Compression.ZipException e) { Assert.isTrue(e.getMessage().contains('two.txt')); }
    Compression.ZipReader reader = new Compression.ZipReader(writer.getArchive());
    Assert.areEqual(new List<String>{ 'a/one.txt', 'two.txt' }, reader.getEntryNames());
    Assert.areEqual('one one one one', reader.extract('a/one.txt').toString());
    Assert.areEqual('two', reader.extract(reader.getEntry('two.txt')).toString());
    Assert.areEqual(Compression.Method.STORED, reader.getEntriesMap().get('two.txt').getMethod());
    Assert.areEqual(15, reader.getEntry('a/one.txt').getUncompressedSize());
    Compression.ZipWriter copy = new Compression.ZipWriter();
    for (Compression.ZipEntry entry : reader.getEntries()) copy.addEntry(entry);
    Assert.areEqual(2, new Compression.ZipReader(copy.getArchive()).getEntries().size());
  }
  @IsTest static void mistakes() {
    try { new Compression.ZipReader(Blob.valueOf('no archive')); Assert.fail(); } catch (Compression.ZipException e) { Assert.isNotNull(e.getMessage()); }
  }`);
});

test("a collator orders texts as the user's language does, null first", () => {
  // "Apex Reference Guide: Collator Class"
  holds(`@IsTest static void orders() {
    List<String> words = new List<String>{ 'zebra', 'Äpfel', null, 'apple', 'Banana' };
    words.sort(Collator.getInstance());
    Assert.areEqual(new List<String>{ null, 'Äpfel', 'apple', 'Banana', 'zebra' }, words);
    Assert.areEqual(0, Collator.getInstance().compare('a', 'a'));
  }`);
});
