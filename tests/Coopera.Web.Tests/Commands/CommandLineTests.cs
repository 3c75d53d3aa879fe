using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Coopera.Core;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Commands;

/// <summary>The program started with words: what it understands, what it says, and with what it ends.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-verbs-").FullName;

    [Theory]
    [InlineData("migrte", "\"migrte\" is nothing this program can do: did you mean \"migrate\"?")]
    [InlineData("links annul", "\"links annul\" is nothing this program can do: ")]
    [InlineData("lnks revoke", "\"lnks revoke\" is nothing this program can do: did you mean \"links revoke\"?")]
    [InlineData("--url=http://x", "\"--url=http://x\" is nothing this program can do: did you mean \"--urls\"?")]
    [InlineData("migrate --hlep", "\"--hlep\" is nothing this program can do: did you mean \"--help\"?")]
    [InlineData("links", "\"links\" wants one more word: revoke.")]
    [InlineData("keys new", "keys new wants FILE: ")]
    [InlineData("register check twice", "\"register check twice\" is nothing this program can do: did you mean \"register check\"?")]
    public async Task What_is_not_understood_is_one_sentence_with_what_was_meant_and_touches_nothing(string line, string sentence)
    {
        var (code, errors, log) = await StartedProgram.RunAsync(_folder, [], line.Split(' '));

        Assert.Equal(ExitCode.NotUnderstood, code);
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Empty(log);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Help_lists_the_verbs_and_the_version_is_one_line()
    {
        var (code, errors, help) = await StartedProgram.RunAsync(_folder, [], "--help");
        Assert.Equal((ExitCode.Done, ""), (code, errors));
        Assert.Contains(help, line => line.TrimStart().StartsWith("migrate ", StringComparison.Ordinal));

        var (again, _, version) = await StartedProgram.RunAsync(_folder, [], "--version");
        Assert.Equal((ExitCode.Done, ProgramVersion.Full), (again, Assert.Single(version)));
    }

    [Fact]
    public async Task Migrate_says_what_it_applied_and_then_that_there_was_nothing()
    {
        var data = Path.Combine(_folder, "new");

        var (first, errors, applied) = await StartedProgram.RunAsync(_folder, [], "migrate", $"--Site:DataFolder={data}");
        var (second, _, nothing) = await StartedProgram.RunAsync(_folder, [], "migrate", "--Site:DataFolder", data);

        Assert.Equal((ExitCode.Done, ExitCode.Done, ""), (first, second, errors));
        Assert.Contains("_Initial", Assert.Single(applied), StringComparison.Ordinal);
        Assert.Equal("The database is up to date: there was nothing to apply.", Assert.Single(nothing));
    }

    [Fact]
    public async Task Beside_a_running_site_what_reads_works_and_what_writes_wants_the_file_to_itself()
    {
        using var site = StartedProgram.Start(_folder);
        await site.ListeningAsync();

        var (reads, nothing, said) = await StartedProgram.RunAsync(_folder, [], "register", "check");
        var (writes, refusal, _) = await StartedProgram.RunAsync(_folder, [], "links", "revoke");

        Assert.Equal((ExitCode.Done, ""), (reads, nothing));
        Assert.Contains("The register is sound", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, writes);
        Assert.Contains("Another process uses the database file", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reads_makes_no_database_and_says_that_there_is_none()
    {
        var (code, errors, _) = await StartedProgram.RunAsync(_folder, [], "register", "check");

        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("There is no database \"", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Settings_shows_every_key_with_its_source_masks_secrets_and_tells_all_that_is_wrong()
    {
        var (code, errors, shown) = await StartedProgram.RunAsync(
            _folder,
            new() { ["Mail__Port"] = "abc", ["Keys__KeyFile"] = "", ["Mail__User"] = "posta", ["Mail__Password"] = "segretissima" },
            "settings", "--Site:DataFoldr=/x", "--RateLimits:SignUpsPerMinute=0", "--urls=htp://x",
            "--ConnectionStrings:Coopera=Data Source=x.db;Password=segretissima");

        Assert.Equal(ExitCode.NotSound, code);
        Assert.Equal(
            [
                "Site:DataFoldr is not a setting of Coopera. Did you mean Site:DataFolder?",
                "Mail:Port is \"abc\": it must be a whole number from 1 to 65535.",
                "Keys:KeyFile is missing: it must name a file of 32 random bytes outside the database and its backups (make it with "
                    + "\"keys new FILE\"), or set Keys:CertificateFile to a PKCS #12 file.",
                "RateLimits:SignUpsPerMinute is \"0\": it must be a whole number from 1 to 1000000.",
                "urls holds \"htp://x\": it must be addresses like http://localhost:5080, without a path, parted by semicolons.",
            ],
            errors.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
        Assert.Equal(SettingNames.All, shown.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Matches("^Mail:Port +abc +environment$", shown.Single(line => line.StartsWith("Mail:Port", StringComparison.Ordinal)));
        foreach (var line in new[]
        {
            "^Uploads:LeastFreeMegabytes +500 +default$", "^Database:Provider +Sqlite +appsettings.json$",
            "^RateLimits:SignUpsPerMinute +0 +command line$",
        })
        {
            Assert.Contains(shown, shownLine => Regex.IsMatch(shownLine, line));
        }

        Assert.DoesNotContain("segretissima", errors + string.Join('\n', shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_right_end_with_done_and_touch_nothing()
    {
        var (code, errors, shown) = await StartedProgram.RunAsync(_folder, [], "settings");

        Assert.Equal((ExitCode.Done, ""), (code, errors));
        Assert.Contains(shown, line => Regex.IsMatch(line, $"^Site:DataFolder +{Regex.Escape(_folder)} +environment$"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task An_administrator_is_invited_when_nobody_can_sign_in_and_the_link_opens_once_the_site_runs()
    {
        var (wrong, refusal, _) = await StartedProgram.RunAsync(_folder, [], "admin", "invite", "nessuno");
        var (code, errors, said) = await StartedProgram.RunAsync(_folder, [], "admin", "invite", "Capo@comune.example");
        Assert.Equal((ExitCode.Failed, ExitCode.Done, ""), (wrong, code, errors));
        Assert.Contains("is no email address", refusal, StringComparison.Ordinal);
        var link = new Uri(said[0]);
        Assert.StartsWith("/gestione/invito/", link.AbsolutePath, StringComparison.Ordinal);

        using (var site = StartedProgram.Start(_folder))
        using (var client = new HttpClient { BaseAddress = await site.ListeningAsync() })
        {
            client.DefaultRequestHeaders.Host = "localhost";
            using var page = await client.GetAsync(link.AbsolutePath);
            Assert.Equal(200, (int)page.StatusCode);
            Assert.Contains("capo@comune.example", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }

        // The second link of somebody who has not used the first voids it.
        var (again, _, anew) = await StartedProgram.RunAsync(_folder, [], "admin", "invite", "capo@comune.example");
        Assert.Equal(ExitCode.Done, again);
        Assert.NotEqual(said[0], anew[0]);
        var (check, _, sound) = await StartedProgram.RunAsync(_folder, [], "register", "check");
        Assert.Equal(ExitCode.Done, check);
        Assert.Contains("2 rows", sound[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_rotate_adds_a_key_and_what_was_protected_before_still_opens_also_under_another_key_file()
    {
        var other = Path.Combine(_folder, "other-key");
        await File.WriteAllBytesAsync(other, RandomNumberGenerator.GetBytes(32));
        var (_, _, said) = await StartedProgram.RunAsync(_folder, [], "admin", "invite", "capo@comune.example");

        var (first, _, two) = await StartedProgram.RunAsync(_folder, [], "keys", "rotate");
        var (second, _, three) = await StartedProgram.RunAsync(
            _folder, new() { ["Keys__KeyFile"] = other, ["Keys__Retired"] = TestKey.File }, "keys", "rotate");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first, second));
        Assert.StartsWith("The key ring has 2 keys, all protected", two[0], StringComparison.Ordinal);
        Assert.StartsWith("The key ring has 3 keys, all protected", three[0], StringComparison.Ordinal);
        Assert.Contains("run \"links revoke\"", three[1], StringComparison.Ordinal);
        using var site = StartedProgram.Start(_folder, new() { ["Keys__KeyFile"] = other });
        using var client = new HttpClient { BaseAddress = await site.ListeningAsync() };
        client.DefaultRequestHeaders.Host = "localhost";
        using var page = await client.GetAsync(new Uri(said[0]).AbsolutePath);
        Assert.Contains("capo@comune.example", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task On_a_server_every_verb_runs_beside_the_site()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        var settings = new Dictionary<string, string?>
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Coopera"] = database.ConnectionString,
        };
        var archive = Path.Combine(_folder, "copia.zip");
        using var site = StartedProgram.Start(_folder, settings);
        await site.ListeningAsync();

        foreach (var (line, words) in new[]
        {
            ("migrate", "up to date"), ("settings", "Coopera"), ("admin invite capo@comune.example", "/gestione/invito/"),
            ("keys rotate", "when every node knows it"), ("keys rotate --now", "start every node again now"),
            ("links revoke", "No link that was sent before"), ("register check", "The register is sound: 4 rows"),
            ($"backup {archive}", "read back and whole"), ("verify", "foreign keys: "),
        })
        {
            var (code, errors, said) = await StartedProgram.RunAsync(_folder, settings, line.Split(' '));

            Assert.Equal((line, ExitCode.Done), (line, code));
            Assert.True(errors.Length == 0 || line.StartsWith("backup", StringComparison.Ordinal), errors);
            Assert.Contains(words, said[0], StringComparison.Ordinal);
        }

        var (name, other) = ($"coopera_restored_{Guid.NewGuid():N}", Path.Combine(_folder, "other"));
        var elsewhere = new Dictionary<string, string?>(settings)
        {
            ["ConnectionStrings__Coopera"] = Engines.ConnectionString(DatabaseProvider.PostgreSql, name, _folder),
        };
        try
        {
            var restored = await StartedProgram.RunAsync(other, elsewhere, "restore", archive);
            Assert.True(restored.Code == ExitCode.Done, restored.Errors);
            Assert.Equal(ExitCode.Done, (await StartedProgram.RunAsync(other, elsewhere, "verify")).Code);
        }
        finally
        {
            await Engines.DropAsync(DatabaseProvider.PostgreSql, name);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
