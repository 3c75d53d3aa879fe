using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Files;
using Coopera.Domain.Certificates;
using Coopera.Testing.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Certificates;

/// <summary>What other programs say of the seal, and of a file that was changed afterwards.</summary>
public sealed class PaperSealTests : IDisposable
{
    private const string Password = "tre parole";

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-seal-").FullName;
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2 _authority;

    public PaperSealTests()
    {
        using var rootKey = RSA.Create(2048);
        var root = new CertificateRequest(
            "CN=Autorità di prova, C=IT", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = root.CreateSelfSigned(TestDatabase.Now.AddYears(-5), TestDatabase.Now.AddYears(25));
        using var key = RSA.Create(2048);
        var own = new CertificateRequest(
            "CN=ANCI Sicilia, O=ANCI Sicilia, C=IT", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        own.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true));
        using var issued = own.Create(_authority, TestDatabase.Now.AddYears(-1), TestDatabase.Now.AddYears(24), [1, 2, 3, 4]);
        _own = issued.CopyWithPrivateKey(key);
        File.WriteAllBytes(SealFile, new X509Certificate2Collection { _own, _authority }.Export(X509ContentType.Pfx, Password)!);
        File.WriteAllText(Path.Combine(_folder, "root.pem"), _authority.ExportCertificatePem());
    }

    private string SealFile => Path.Combine(_folder, "sigillo.p12");

    public void Dispose()
    {
        _own.Dispose();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Pdfsig_and_openssl_accept_the_seal_and_find_one_changed_byte_and_so_does_the_site()
    {
        await using var database = await DatabaseAsync();
        var (webinar, _) = await database.HeldAsync(TestDatabase.Now, 120);
        var certificate = Assert.Single(await database.IssuedAsync(webinar));
        var paper = await PaperAsync(database, certificate);
        Assert.Equal(("ANCI Sicilia", false), (certificate.SealedBy, certificate.IsTimestamped));
        using (var file = new PdfFile(paper))
        {
            Assert.Empty(Accessibility.Faults(file));
            Assert.Contains("sigilloelettronicodiANCISicilia", string.Concat(file.Text.Where(c => c != ' ')), StringComparison.Ordinal);
        }

        var said = Tool.Run("pdfsig", ["-nocert", "in.pdf"], ("in.pdf", paper)).Printed;
        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", said, StringComparison.Ordinal);
        Assert.Contains("Verification successful", OpenSsl(paper), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("No syntax or stream encoding errors", Tool.Print("qpdf", paper, "--check"), StringComparison.Ordinal);
        Assert.Equal(PaperVerdict.Original, (await CheckAsync(database, paper)).Verdict);

        // A digit of the date in the file's description: the file stays readable.
        var changed = (byte[])paper.Clone();
        var at = changed.AsSpan().IndexOf("CreateDate>2"u8) + "CreateDate>2".Length;
        changed[at] ^= 1;
        Assert.DoesNotContain(
            "Signature is Valid", Tool.Run("pdfsig", ["-nocert", "in.pdf"], ("in.pdf", changed)).Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Verification successful", OpenSsl(changed), StringComparison.OrdinalIgnoreCase);
        var verdict = await CheckAsync(database, changed);
        Assert.Equal((PaperVerdict.Changed, certificate.Id), (verdict.Verdict, verdict.Certificate!.Id));
    }

    [Fact]
    public async Task The_sites_own_reader_of_signatures_takes_it_for_what_it_is()
    {
        await using var database = await DatabaseAsync();
        var (webinar, _) = await database.HeldAsync(TestDatabase.Now, 120);
        var paper = await PaperAsync(database, Assert.Single(await database.IssuedAsync(webinar)));

        var (covered, seal) = Parts(paper);
        var message = new SignedCms(new ContentInfo(covered), detached: true);
        message.Decode(seal);
        message.CheckSignature(verifySignatureOnly: true);

        var signer = message.SignerInfos[0];
        Assert.Equal(_own.Thumbprint, signer.Certificate!.Thumbprint);
        var attributes = signer.SignedAttributes.Cast<CryptographicAttributeObject>().Select(a => a.Oid.Value).ToList();
        Assert.Contains("1.2.840.113549.1.9.16.2.47", attributes); // names its certificate
        Assert.DoesNotContain("1.2.840.113549.1.9.5", attributes); // no time: PAdES has it in the file
        Assert.Equal(2, message.Certificates.Count);
    }

    [Fact]
    public async Task With_an_authority_the_seal_carries_its_time_stamp_and_without_its_answer_the_paper_waits()
    {
        using var authority = new HttpListener();
        var port = Random.Shared.Next(20_000, 40_000);
        authority.Prefixes.Add($"http://127.0.0.1:{port}/");
        authority.Start();
        var isUp = false;
        var serving = Task.Run(async () =>
        {
            while (authority.IsListening)
            {
                var context = await authority.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                if (isUp)
                {
                    await context.Response.OutputStream.WriteAsync(TestTsa.Answer(body.ToArray(), TestDatabase.Now));
                }
                else
                {
                    context.Response.StatusCode = 503;
                }

                context.Response.Close();
            }
        });
        await using var database = await DatabaseAsync(("Certificates:TsaUrl", $"http://127.0.0.1:{port}/"));
        var (webinar, _) = await database.HeldAsync(TestDatabase.Now, 120);
        await database.IssueAsync(webinar);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => database.MakeAsync());
        Assert.Null(Assert.Single(await database.CertificatesAsync(webinar)).MadeAt);
        isUp = true;
        Assert.Equal(1, await database.MakeAsync());

        var certificate = Assert.Single(await database.CertificatesAsync(webinar));
        Assert.True(certificate.IsTimestamped);
        var paper = await PaperAsync(database, certificate);
        Assert.Contains(
            "Signature is Valid", Tool.Run("pdfsig", ["-nocert", "in.pdf"], ("in.pdf", paper)).Printed, StringComparison.Ordinal);
        var (covered, seal) = Parts(paper);
        var message = new SignedCms(new ContentInfo(covered), detached: true);
        message.Decode(seal);
        var stamp = Assert.Single(message.SignerInfos[0].UnsignedAttributes.Cast<CryptographicAttributeObject>());
        Assert.True(Rfc3161TimestampToken.TryDecode(stamp.Values[0].RawData, out var token, out _));
        Assert.True(token.VerifySignatureForSignerInfo(message.SignerInfos[0], out _));
        authority.Stop();
        await Record.ExceptionAsync(() => serving);
    }

    [Fact]
    public void What_cannot_seal_stops_the_start_with_a_sentence()
    {
        Assert.Contains("opens with Certificates:SealPassword", Fault(SealFile, "un’altra"), StringComparison.Ordinal);
        Assert.Contains("must name a PKCS #12 file", Fault(Path.Combine(_folder, "manca.p12"), Password), StringComparison.Ordinal);
        Assert.Contains("ended on 2050-01-15", Fault(SealFile, Password, TestDatabase.Now.AddYears(30)), StringComparison.Ordinal);
        var bare = Path.Combine(_folder, "senza-chiave.p12");
        File.WriteAllBytes(bare, new X509Certificate2Collection { _authority.PublicKeyOnly() }.Export(X509ContentType.Pfx, Password)!);
        Assert.Contains("with its private key", Fault(bare, Password), StringComparison.Ordinal);
        Assert.Null(PaperSeal.Load(CertificateSettings.Default, TestDatabase.Now));
    }

    private static string Fault(string file, string password, DateTimeOffset? now = null) => Assert.Throws<SettingsException>(
        () => PaperSeal.Load(new CertificateSettings(file, password, null, true), now ?? TestDatabase.Now)).Message;

    private Task<TestDatabase> DatabaseAsync(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Certificates:SealFile"] = SealFile,
            ["Certificates:SealPassword"] = Password,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return TestDatabase.CreateAsync(DatabaseProvider.Sqlite, settings);
    }

    private static async Task<byte[]> PaperAsync(TestDatabase database, Certificate certificate)
    {
        await using var file = database.Services.GetRequiredService<UploadStore>().OpenRead(certificate.StoreKey!);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static Task<CheckedPaper> CheckAsync(TestDatabase database, byte[] file) =>
        database.InScopeAsync(services => services.GetRequiredService<CheckPaper>().RunAsync(file));

    /// <summary>What is signed, and the seal itself, as the file says where they are.</summary>
    private static (byte[] Covered, byte[] Seal) Parts(byte[] paper)
    {
        var signature = Assert.Single(
            Coopera.Pdf.Reading.PdfSignedDocument.Read(paper, Coopera.Pdf.Reading.ReadingBudget.For(paper.Length)).Signatures);
        var range = signature.ByteRange!;
        Assert.True(range.SurroundsExactly(signature.Place!.Value));
        Assert.Equal(paper.Length, range.End);
        return (
            [.. paper.AsSpan(0, (int)range.Length), .. paper.AsSpan((int)range.SecondStart, (int)range.SecondLength)],
            signature.Contents.ToArray());
    }

    private string OpenSsl(byte[] paper)
    {
        var (covered, seal) = Parts(paper);
        return Tool.Run(
            "openssl",
            ["cms", "-verify", "-binary", "-inform", "DER", "-in", "seal.der", "-content", "covered", "-CAfile", "root.pem", "-purpose",
                "any", "-no_check_time", "-out", "/dev/null"],
            ("seal.der", seal), ("covered", covered), ("root.pem", File.ReadAllBytes(Path.Combine(_folder, "root.pem")))).Printed;
    }
}

internal static class PublicPart
{
    public static X509Certificate2 PublicKeyOnly(this X509Certificate2 certificate) =>
        X509CertificateLoader.LoadCertificate(certificate.RawData);
}
