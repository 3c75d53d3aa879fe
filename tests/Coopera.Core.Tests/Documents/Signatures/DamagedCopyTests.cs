using System.Security.Cryptography;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>
/// Files broken at random: the inspection always ends with a report, and calls intact only what still carries the same document, the same
/// signature and the same certificate (a change may fall where nothing is signed, like the list of digest algorithms of an envelope).
/// </summary>
public sealed class DamagedCopyTests
{
    private static readonly byte[] Scheda = TestPdf.Plain(padding: 1_500);
    private static readonly byte[] SignedPdf = TestPdf.Sign(TestPdf.Sign(Scheda, TestIdentity.Mario), TestIdentity.Lucia, number: 2);
    private static readonly byte[] Der = TestCms.WithTimestamp(TestCms.Cades(Scheda, TestIdentity.Mario), TestIdentity.SignedAt);

    public static TheoryData<string> Files => ["DER", "BER", "base64", "PEM", "nested", "PDF"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Three_hundred_random_changes_never_crash_and_are_never_called_intact_wrongly(string kind)
    {
        var file = Make(kind);
        var random = new Random(20260303);
        var intact = Enumerable.Range(0, 300).Count(i => NeverWronglyIntact(Mutate(file, random), $"{kind}, change {i}"));

        // Most changes hit something signed: else this test would look at the wrong bytes.
        Assert.InRange(intact, 0, 150);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_anywhere_never_crashes_and_is_never_intact(string kind)
    {
        var file = Make(kind);
        var lengths = Enumerable.Range(0, 120)
            .Select(i => file.Length * i / 120).Concat(Enumerable.Range(1, 60).Select(i => file.Length - i));
        foreach (var length in lengths)
        {
            var report = SignedFile.Inspect(file.AsMemory(0, length));

            // Of the end line of a PEM text nothing but its beginning is needed, and of base64 no padding.
            var hasAll = (kind == "PEM" && file.AsSpan(0, length).IndexOf("-----END "u8) > 0)
                || (kind == "base64" && !file.AsSpan(length).ContainsAnyExcept((byte)'='));
            Assert.True(hasAll || !report.IsWhollyIntact, $"{kind} cut at {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_single_flipped_bit_of_some_hundred_bytes_is_judged_rightly(string kind)
    {
        var file = Make(kind);
        for (var at = 0; at < file.Length; at += 1 + (file.Length / 150))
        {
            var copy = file.ToArray();
            copy[at] ^= (byte)(1 << (at % 8));
            NeverWronglyIntact(copy, $"{kind}, bit of byte {at}");
        }
    }

    private static byte[] Make(string kind) => kind switch
    {
        "BER" => TestCms.Indefinite(TestCms.Cades(Scheda, TestIdentity.Mario)),
        "base64" => TestCms.Base64(Der),
        "PEM" => TestCms.Pem(Der),
        "nested" => TestCms.Cades(Der, TestIdentity.Lucia),
        "PDF" => SignedPdf,
        _ => Der,
    };

    private static byte[] Mutate(byte[] file, Random random)
    {
        var copy = file.ToArray();
        var at = random.Next(file.Length);
        var length = Math.Min(random.Next(1, 40), file.Length - at);
        switch (random.Next(6))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                copy[at] = (byte)random.Next(256);
                return copy;
            case 2:
                random.NextBytes(copy.AsSpan(at, length));
                return copy;
            case 3:
                return [.. file.AsSpan(0, at), .. file.AsSpan(at + length)];
            case 4:
                return [.. file.AsSpan(0, at), .. file.AsSpan(random.Next(file.Length - length), length), .. file.AsSpan(at)];
            default:
                file.AsSpan(random.Next(file.Length - length), length).CopyTo(copy.AsSpan(at));
                return copy;
        }
    }

    /// <summary>True when the whole file is called intact, and rightly so.</summary>
    private static bool NeverWronglyIntact(byte[] file, string what)
    {
        var report = SignedFile.Inspect(file);
        foreach (var signature in report.Signatures.Where(s => s.IsIntact))
        {
            var signer = Assert.IsType<Signer>(signature.Signer);
            var certificate = signer.Name == "Mario Rossi" ? TestIdentity.Mario : TestIdentity.Lucia;
            Assert.True(
                signer.Thumbprint == Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), $"{what}: another certificate");
            Assert.True(signature.Time?.At == TestIdentity.SignedAt, $"{what}: another time");
            Assert.True(signature.NamesItsCertificate, what);
            Assert.True(IsWhatWasSigned(report, signature), $"{what}: another document");
        }

        return report.IsWhollyIntact;
    }

    /// <summary>
    /// The document taken out of an envelope is the one put in; a PDF is unchanged everywhere but in the hole of the signature.
    /// </summary>
    private static bool IsWhatWasSigned(SignedCopyReport report, FoundSignature signature)
    {
        if (signature.Kind == SignatureKind.Cades)
        {
            return report.Document.Span.SequenceEqual(Scheda);
        }

        var now = report.Document.Span[..(int)signature.CoveredLength];
        var then = SignedPdf.AsSpan(0, (int)signature.CoveredLength);
        var hole = then.LastIndexOf("/Contents <"u8) + "/Contents <".Length;
        var end = hole + then[hole..].IndexOf((byte)'>');
        return now[..hole].SequenceEqual(then[..hole]) && now[end..].SequenceEqual(then[end..]);
    }
}
