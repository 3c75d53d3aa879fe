using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What keeps the program from starting is one sentence on standard error, and exit code 1.</summary>
public sealed class StartSentenceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-start-").FullName;

    private string Data => Path.Combine(_folder, "data");

    [Theory]
    [InlineData("Staff__RequireTwoFactor", "true", "Staff:RequireTwoFactor is not a setting of Coopera. Did you mean ")]
    [InlineData("Mail__Folder", "/dev/null/mail", "Mail:Folder is \"/dev/null/mail\": it must be a folder that ")]
    [InlineData("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1", "This machine knows no Italian (it-IT): install the ICU libraries")]
    [InlineData("CLR_ICU_VERSION_OVERRIDE", "99", "This machine knows no Italian (it-IT): install the ICU libraries")]
    [InlineData("TZDIR", "/dev/null", "This machine does not know the time of Rome (Europe/Rome): install")]
    [InlineData("ASPNETCORE_URLS", "localhost:5080", "urls holds \"localhost:5080\": it must be addresses")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:port", "urls holds \"http://localhost:port\": it must be addresses")]
    [InlineData("ASPNETCORE_URLS", "http://localhost/iscrizioni", "urls holds \"http://localhost/iscrizioni\": it must be addresses")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:5080", "The site cannot listen on http://192.0.2.1:5080: ")]
    public Task What_is_wrong_with_settings_or_machine_is_told(string name, string value, string sentence) =>
        AssertStopsAsync(sentence, _folder, new() { [name] = value });

    [Fact]
    public async Task An_address_that_another_program_listens_on_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await AssertStopsAsync(
            $"The site cannot listen on http://{other.LocalEndpoint}: another program uses the address",
            _folder, new() { ["ASPNETCORE_URLS"] = $"http://{other.LocalEndpoint}" });
    }

    [Fact]
    public async Task In_production_a_data_folder_that_is_not_there_is_not_made_unless_it_is_asked_for()
    {
        await AssertStopsAsync($"Site:DataFolder is \"{Data}\", which is not there", Data);
        Assert.False(Directory.Exists(Data));

        using var program = StartedProgram.Start(Data, new() { ["Site__CreateDataFolder"] = "true" });
        await program.ListeningAsync();

        Assert.True(File.Exists(Path.Combine(Data, "coopera.db")));
    }

    [Fact]
    public Task The_folder_of_a_database_elsewhere_is_not_made_either() => AssertStopsAsync(
        $"ConnectionStrings:Coopera names \"{Data}/coopera.db\": it must be in a folder that this program may write to",
        _folder, new() { ["ConnectionStrings__Coopera"] = $"Data Source={Data}/coopera.db" });

    [Fact]
    public async Task To_migrate_makes_the_folder_and_the_database_and_ends()
    {
        var (code, errors, _) = await StartedProgram.RunAsync(Data, new() { ["Database__MigrateOnStart"] = "false" }, "migrate");

        Assert.Equal((0, ""), (code, errors));
        using var program = StartedProgram.Start(Data, new() { ["Database__MigrateOnStart"] = "false" });
        await program.ListeningAsync();
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_left_alone()
    {
        await StartedProgram.RunAsync(_folder, [], "migrate");
        await using (var connection = new SqliteConnection($"Data Source={_folder}/coopera.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_Later', '99.0.0')";
            await command.ExecuteNonQueryAsync();
        }

        await AssertStopsAsync("The database is newer than this program", _folder, contains: "29991231000000_Later");
    }

    [Fact]
    public async Task A_site_without_its_front_end_does_not_start()
    {
        var nothing = Path.Combine(_folder, "nothing.json");
        await File.WriteAllTextAsync(nothing, """{"ContentRoots":[],"Root":{"Children":null,"Asset":null,"Patterns":null}}""");

        await AssertStopsAsync(
            "The front end is missing: there is no wwwroot/dist/coopera.css in ",
            _folder,
            new() { ["ASPNETCORE_STATICWEBASSETS"] = nothing, ["ASPNETCORE_WEBROOT"] = _folder }); // built and published
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task AssertStopsAsync(
        string sentence, string folder, Dictionary<string, string?>? settings = null, string? contains = null, params string[] arguments)
    {
        var (code, errors, log) = await StartedProgram.RunAsync(folder, settings, arguments);

        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
        Assert.Contains(contains ?? "", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain(log, line => line.StartsWith("   at ", StringComparison.Ordinal));
        Assert.Equal(1, code);
    }
}
