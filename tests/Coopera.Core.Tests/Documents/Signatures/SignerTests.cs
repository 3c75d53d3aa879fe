using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Names as the certificates of Italian authorities write them, and the numbers in them that must not be shown.</summary>
public sealed class SignerTests
{
    private static readonly RSA Key = RSA.Create(2048);

    [Theory]
    [InlineData("2.5.4.42=MARIO|2.5.4.4=ROSSI|2.5.4.3=ROSSI MARIO|2.5.4.5=TINIT-RSSMRA80A01H501Z", "MARIO ROSSI", null, "RSS…01Z")]
    [InlineData("2.5.4.3=ROSSI MARIO|2.5.4.5=IT:RSSMRA80A01H501Z|2.5.4.10=NON PRESENTE", "ROSSI MARIO", null, "RSS…01Z")]
    [InlineData("2.5.4.3=ROSSI/MARIO/RSSMRA80A01H501Z/7420012345678901", "ROSSI MARIO", null, "RSS…01Z")]
    [InlineData("2.5.4.3=RSSMRA80A01H501Z/7420012345678901.abcDEF=", "RSS…01Z", null, "RSS…01Z")]
    [InlineData("2.5.4.3=rssmra80a01h501z", "RSS…01Z", null, "RSS…01Z")]
    [InlineData("2.5.4.3=RSSMRA80A01H501Z Rossi Mario", "Rossi Mario", null, "RSS…01Z")]
    [InlineData("2.5.4.3=Rossi Mario (RSS MRA 80A01 H501Z)", "Rossi Mario", null, "RSS…01Z")]
    [InlineData("2.5.4.3=Rossi Mario|2.5.4.46=RSSMRA80A01H501Z", "Rossi Mario", null, "RSS…01Z")]
    [InlineData("2.5.4.3=Omocodia Rosa|2.5.4.5=TINIT-RSSMRA80ALMH5L1Z", "Omocodia Rosa", null, "RSS…L1Z")]
    [InlineData("2.5.4.3=Doe Jane|2.5.4.5=IDCIT-CA12345AB", "Doe Jane", null, "C…B")]
    [InlineData(
        "2.5.4.3=Comune di Castroreale|2.5.4.10=Comune di Castroreale|2.5.4.5=VATIT-01234567890",
        "Comune di Castroreale",
        "Comune di Castroreale",
        null)]
    [InlineData(
        "2.5.4.3=Łukasz Niccolò D’Agata|2.5.4.10=Studio D’Agata RSSMRA80A01H501Z", "Łukasz Niccolò D’Agata", "Studio D’Agata", "RSS…01Z")]
    [InlineData("2.5.4.3=Mario\u202Eissor\u0007|2.5.4.6=IT", "Marioissor", null, null)]
    [InlineData("2.5.4.6=IT", "nome non indicato nel certificato", null, null)]
    public void The_name_is_shown_and_the_fiscal_code_only_by_its_ends(string subject, string name, string? organisation, string? code)
    {
        var signature = Assert.Single(SignedFile.Inspect(SignedBy(subject)).Signatures);

        Assert.True(signature.IsIntact);
        Assert.Equal(name, signature.Signer?.Name);
        Assert.Equal(organisation, signature.Signer?.Organisation);
        Assert.Equal(code, signature.Signer?.Code);
        Assert.DoesNotContain("A01H501", JsonSerializer.Serialize(signature).ToUpperInvariant(), StringComparison.Ordinal);
        Assert.DoesNotContain("A01H501", SignedCopyWords.Describe(signature).ToUpperInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_somebody_made_alone_is_told_as_such_and_masked_as_its_own_issuer()
    {
        var request = new CertificateRequest(
            TestIdentity.Name(("2.5.4.3", "Mario Rossi RSSMRA80A01H501Z")), Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TestIdentity.SignedAt.AddDays(-1), TestIdentity.SignedAt.AddDays(1));

        var signature = Assert.Single(SignedFile.Inspect(TestCms.Cades(TestPdf.Plain(), certificate)).Signatures);

        Assert.True(signature.Signer?.IsSelfIssued);
        Assert.Equal("Mario Rossi", signature.Signer?.Issuer);
        Assert.Contains("non viene da un ente certificatore", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_name_is_cut()
    {
        var name = Assert.Single(SignedFile.Inspect(SignedBy($"2.5.4.3={new string('a', 3_000)}")).Signatures).Signer!.Name;

        Assert.InRange(name.Length, 10, 200);
        Assert.EndsWith("…", name, StringComparison.Ordinal);
    }

    private static byte[] SignedBy(string subject)
    {
        var parts = subject.Split('|').Select(part => part.Split('=', 2)).Select(part => (part[0], part[1])).ToArray();
        using var certificate = TestIdentity.Issue(Key, TestIdentity.Name(parts));
        return TestCms.Cades(TestPdf.Plain(), certificate);
    }
}
