import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../../../fixture.ts";

const holds = (statements: string) => void evaluate("null", statements);
const fails = (expression: string, message: RegExp) => assert.throws(() => evaluate(expression), message);

test("digests, MACs and encodings give the well-known results", () => {
  holds(`
    System.assertEquals('a9993e364706816aba3e25717850c26c9cd0d89d', EncodingUtil.convertToHex(Crypto.generateDigest('SHA1', Blob.valueOf('abc'))));
    System.assertEquals('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc'))));
    System.assertEquals('f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
      EncodingUtil.convertToHex(Crypto.generateMac('hmacSHA256', Blob.valueOf('The quick brown fox jumps over the lazy dog'), Blob.valueOf('key'))));
    System.assertEquals('YWJj', EncodingUtil.base64Encode(Blob.valueOf('abc')));
    System.assertEquals('abc', EncodingUtil.base64Decode('YWJj').toString());
    System.assertEquals('a+b%26c%3D%C4%9F', EncodingUtil.urlEncode('a b&c=ğ', 'UTF-8'));
    System.assertEquals('a b&c=ğ', EncodingUtil.urlDecode('a+b%26c%3D%C4%9F', 'UTF-8'));
    System.assertEquals('616263', EncodingUtil.convertToHex(EncodingUtil.convertFromHex('616263')));
  `);
  fails("Crypto.generateDigest('SHA9', Blob.valueOf('a'))", /Invalid algorithm: SHA9/);
});

test("what was encrypted is decrypted with the same key only", () => {
  holds(`
    Blob key = Crypto.generateAesKey(256);
    Blob secret = Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('hello'));
    System.assertEquals('hello', Crypto.decryptWithManagedIV('AES256', key, secret).toString());
    System.assertEquals(32, key.size());
    Boolean refused = false;
    try { Crypto.decryptWithManagedIV('AES256', EncodingUtil.convertFromHex('00'), secret); } catch (SecurityException e) { refused = true; }
    System.assert(refused);
  `);
});

test("ids and UUIDs are read, compared and made", () => {
  holds(`
    Id given = Id.valueOf('001000000000001');
    System.assertEquals('001000000000001AAA', given);
    System.assertEquals('001000000000001', given.to15());
    System.assertEquals(Account.SObjectType, given.getSObjectType());
    UUID one = UUID.randomUUID();
    System.assertEquals(one, UUID.fromString(one.toString()));
  `);
  fails("Id.valueOf('nonsense')", /Invalid id: nonsense/);
});

test("matchers find groups one match after the other", () => {
  holds(`
    Matcher m = Pattern.compile('(\\\\w)(\\\\d)?').matcher('a1 b');
    System.assertEquals(2, m.groupCount());
    System.assert(m.find());
    System.assertEquals('a1', m.group());
    System.assertEquals('1', m.group(2));
    System.assertEquals(0, m.start());
    System.assertEquals(2, m.end());
    System.assert(m.find());
    System.assertEquals('b', m.group(1));
    System.assertEquals(null, m.group(2));
    System.assert(!m.find());
    System.assert(Pattern.matches('[a-z]+', 'abc') && !Pattern.matches('[a-z]+', 'abc1'));
    System.assert(Pattern.compile('a|ab').matcher('ab').matches());
    System.assert(Pattern.compile('^a').matcher('ab').lookingAt());
    System.assertEquals('-b-', Pattern.compile('a').matcher('aba').replaceAll('-'));
    System.assert(Pattern.matches(Pattern.quote('a.b'), 'a.b') && !Pattern.matches(Pattern.quote('a.b'), 'axb'));
  `);
});
