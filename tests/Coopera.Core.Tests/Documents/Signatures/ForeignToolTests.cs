using System.ComponentModel;
using System.Diagnostics;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Files signed, and signatures checked, by programs that are not ours.</summary>
public sealed class ForeignToolTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coopera-sign-");

    [Theory]
    [InlineData("-outform DER")]
    [InlineData("-outform DER -cades")]
    [InlineData("-outform DER -cades -stream")]
    [InlineData("-outform PEM -cades")]
    [InlineData("-outform DER -cades -md sha512 -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:64")]
    [InlineData("-outform DER -cades -keyid")]
    public void An_envelope_made_by_openssl_is_read(string options)
    {
        var scheda = TestPdf.Plain(padding: 20_000);

        var report = SignedFile.Inspect(SignWithOpenSsl(scheda, options));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(scheda, report.Document.ToArray());
        var signature = Assert.Single(report.Signatures);
        Assert.Equal(options.Contains("-cades", StringComparison.Ordinal), signature.NamesItsCertificate);
        Assert.Equal("Niccolò Rossi", signature.Signer?.Name);
        Assert.Equal("RSS…01Z", signature.Signer?.Code);
        Assert.Equal(SigningTimeSource.SignerClock, signature.Time?.Source);
        Assert.Equal(CertificatePeriod.Valid, signature.Period);
    }

    [Fact]
    public void A_padding_that_the_platform_cannot_check_is_called_so_and_not_broken()
    {
        var report = SignedFile.Inspect(
            SignWithOpenSsl(TestPdf.Plain(), "-outform DER -cades -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:20"));

        Assert.Equal(SignatureFault.UnknownAlgorithm, Assert.Single(report.Signatures).Fault);
    }

    [Fact]
    public void Poppler_and_this_site_think_the_same_of_a_signed_pdf()
    {
        Assert.SkipUnless(Runs("pdfsig", "-v"), "pdfsig (poppler-utils) is not installed");
        var good = TestPdf.Sign(TestPdf.Sign(TestPdf.Plain(), TestIdentity.Mario), TestIdentity.Lucia, number: 2);
        foreach (var file in (byte[][])[good, TestPdf.Replace(good, "/Reason (Ad", "/Reason (Bd"), [.. good, .. "%aggiunto\n"u8]])
        {
            File.WriteAllBytes(InFolder("scheda.pdf"), file);
            var theirs = Output("pdfsig", "-nocert scheda.pdf");
            var ours = SignedFile.Inspect(file);

            Assert.Equal(theirs.Split("Signature Validation: Signature is Valid.").Length - 1, ours.Signatures.Count(s => s.IsIntact));
            Assert.Equal(theirs.Contains("Total document signed", StringComparison.Ordinal), ours.Signatures.Any(s => s.BytesAfter == 0));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private byte[] SignWithOpenSsl(byte[] scheda, string options)
    {
        Assert.SkipUnless(Runs("openssl", "version"), "openssl is not installed");
        File.WriteAllBytes(InFolder("scheda.pdf"), scheda);
        Assert.True(Runs(
            "openssl",
            "req -x509 -newkey rsa:2048 -nodes -days 30 -keyout key.pem -out cert.pem -utf8 -subj",
            "/C=IT/O=Comune di Castroreale/serialNumber=TINIT-RSSMRA80A01H501Z/GN=Niccolò/SN=Rossi/CN=ROSSI NICCOLÒ"));
        Assert.True(
            Runs("openssl", $"cms -sign -binary -nodetach -in scheda.pdf -signer cert.pem -inkey key.pem -out scheda.p7m {options}"));
        return File.ReadAllBytes(InFolder("scheda.p7m"));
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private bool Runs(string program, string arguments, string? last = null)
    {
        try
        {
            Output(program, arguments, last);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(e.Message);
            return false;
        }
    }

    private string Output(string program, string arguments, string? last = null)
    {
        var start = new ProcessStartInfo(program, [.. arguments.Split(' '), .. last is null ? [] : (string[])[last]])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {errors.Result}");
    }
}
