using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>The key outside the database: made with a verb, wanted at the start, changed without losing anything.</summary>
public sealed class KeyStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-start-").FullName;
    private readonly string _keys = Directory.CreateTempSubdirectory("coopera-keys-").FullName;

    private string Old => Path.Combine(_keys, "old");

    private string New => Path.Combine(_keys, "new");

    [Fact]
    public async Task In_production_the_start_wants_a_key_and_says_how_to_make_one()
    {
        var (code, errors, _) = await StartedProgram.RunAsync(_folder, new() { ["Keys__KeyFile"] = "" });

        Assert.Equal(1, code);
        Assert.StartsWith("Keys:KeyFile is missing: it must name a file of 32 random bytes", errors, StringComparison.Ordinal);
        Assert.Contains("\"keys new FILE\"", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_verb_makes_a_key_that_only_its_owner_reads_and_replaces_none()
    {
        var (code, errors, log) = await StartedProgram.RunAsync(_folder, new() { ["Keys__KeyFile"] = "" }, "keys", "new", Old);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(log, line => line.Contains("set Keys:KeyFile to it", StringComparison.Ordinal));
        Assert.Equal(32, new FileInfo(Old).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Old));
        }

        var (again, refusal, _) = await StartedProgram.RunAsync(_folder, [], "keys", "new", Old);

        Assert.Equal(1, again);
        Assert.Contains("a key that is there is never replaced", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Keys__KeyFile", "/nowhere/key", "Keys:KeyFile is \"/nowhere/key\", which cannot be read (")]
    [InlineData("Keys__Retired", "/dev/null", "Keys:Retired is \"/dev/null\", which has another length: it must be a file of 32 random")]
    [InlineData("Keys__CertificateFile", "/nowhere/x.pfx", "Keys:KeyFile and Keys:CertificateFile are both set: ")]
    public async Task A_key_that_is_none_is_told(string name, string value, string sentence)
    {
        var (code, errors, _) = await StartedProgram.RunAsync(_folder, new() { [name] = value });

        Assert.Equal(1, code);
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_stops_the_start_until_the_one_before_is_named_and_then_takes_over()
    {
        Make(Old);
        Make(New);
        await StartAsync(new() { ["Keys__KeyFile"] = Old });
        var before = await KeyRingAsync();

        var (code, errors, _) = await StartedProgram.RunAsync(_folder, new() { ["Keys__KeyFile"] = New });
        Assert.Equal(1, code);
        Assert.StartsWith("The key in Keys:KeyFile or Keys:CertificateFile is not the one", errors, StringComparison.Ordinal);
        Assert.Equal(before, await KeyRingAsync());

        await StartAsync(new() { ["Keys__KeyFile"] = New, ["Keys__Retired"] = Old });
        await StartAsync(new() { ["Keys__KeyFile"] = New });
        Assert.NotEqual(before, await KeyRingAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_does_as_well(bool isRsa)
    {
        var file = Path.Combine(_keys, "site.pfx");
        using (var rsa = RSA.Create(2048))
        using (var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var request = isRsa
                ? new CertificateRequest("CN=coopera", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : new CertificateRequest("CN=coopera", curve, HashAlgorithmName.SHA256);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "segreta"));
        }

        var settings = new Dictionary<string, string?>
        {
            ["Keys__KeyFile"] = "",
            ["Keys__CertificateFile"] = file,
            ["Keys__Password"] = "segreta",
        };
        await StartAsync(settings);
        await StartAsync(settings);

        settings["Keys__Password"] = "sbagliata";
        var (code, errors, _) = await StartedProgram.RunAsync(_folder, settings);
        Assert.Equal(1, code);
        Assert.StartsWith($"Keys:CertificateFile is \"{file}\", which cannot be opened (", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_the_key_makes_itself_and_the_log_says_so_calmly()
    {
        using var program = StartedProgram.Start(_folder, new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Keys__KeyFile"] = "" });
        await program.ListeningAsync();

        Assert.True(File.Exists(Path.Combine(_folder, "key")));
        Assert.Contains(program.Lines, line => line.Contains(" INF ", StringComparison.Ordinal)
            && line.Contains("made for trying the site", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Lines, line => line.Contains(" WRN ", StringComparison.Ordinal)
            && !line.Contains("There is no administrator yet", StringComparison.Ordinal));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_programs_account_looks_into_the_data_folder_and_what_was_open_is_closed_and_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has lists of rights in place of modes.");
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        var upload = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "uploads")).FullName, "scheda");
        await File.WriteAllTextAsync(upload, "x");
        File.SetUnixFileMode(upload, (UnixFileMode)0b110_100_100);

        var certified = Path.Combine(Directory.CreateTempSubdirectory("coopera-pec-").FullName, "pec");
        Directory.CreateDirectory(certified, (UnixFileMode)0b111_101_101);
        using var program = StartedProgram.Start(
            _folder, new() { ["Pec__Transport"] = "Folder", ["Pec__From"] = "ente@pec.example", ["Pec__Folder"] = certified });
        await program.ListeningAsync();

        Assert.Equal(0b111_000_000, (int)File.GetUnixFileMode(certified));
        Assert.Contains(program.Lines, line => line.Contains("could read and now cannot", StringComparison.Ordinal));
        var all = Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Prepend(_folder).ToList();
        Assert.Contains(all, path => path.EndsWith("coopera.db-wal", StringComparison.Ordinal));
        Assert.All(all, path => Assert.Equal(
            (path, Directory.Exists(path) ? 0b111_000_000 : 0b110_000_000), (path, (int)File.GetUnixFileMode(path))));
    }

    [Fact]
    public async Task Links_are_revoked_by_a_verb_when_nobody_can_sign_in()
    {
        await StartAsync([]);

        var (code, errors, _) = await StartedProgram.RunAsync(_folder, [], "links", "revoke");

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(1L, await AskAsync("SELECT COUNT(*) FROM LinkGenerations WHERE length(Mark) = 32"));
        Assert.Equal(1L, await AskAsync("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'security.everything-voided'"));
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_keys, recursive: true);
    }

    private static void Make(string path) => File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(32));

    private async Task StartAsync(Dictionary<string, string?> settings)
    {
        using var program = StartedProgram.Start(_folder, settings);
        await program.ListeningAsync();
    }

    private async Task<string> KeyRingAsync() => (string)(await AskAsync("SELECT group_concat(Xml) FROM DataProtectionKeys"))!;

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "coopera.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
