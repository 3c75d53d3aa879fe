using Coopera.Web.Admin.Exports;
using Coopera.Web.Tests.Hosting;
using Coopera.Web.Tests.Registrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Faults;

/// <summary>Tests that lean on what the whole process shares, such as the pool of connections.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The disk is full, the file is locked or read-only: people are told the truth, and nothing is half-stored.</summary>
[Collection(nameof(Alone))]
public sealed class DatabaseFaultTests : IDisposable
{
    private const string Form = "/webinar/esempio-tavolo-tecnico/iscrizione";
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-fault-").FullName;

    private string File => Path.Combine(_folder, "coopera.db");

    [Fact]
    public async Task A_locked_database_is_told_keeps_what_was_typed_and_the_same_form_goes_through_afterwards()
    {
        using var site = Site(";Default Timeout=1");
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync(Form);
        Page refused;
        await using (await LockAsync())
        {
            refused = await visitor.SubmitAsync(form, SignUpPageTests.Form());
            Assert.Equal(200, (await visitor.GetAsync("/webinar")).Status);
        }

        AssertHonest(refused);
        Assert.Equal(
            ("Maria", "maria.rossi@comune.example", "castoreale"),
            (refused.ValueOf("FirstName"), refused.ValueOf("Email"), refused.ValueOf("OtherBody")));
        await AssertNothingStoredAsync(site);

        var again = await visitor.SubmitAsync(refused, []);

        Assert.Equal(303, again.Status);
        Assert.Contains("Maria Rossi", (await visitor.FollowAsync(again)).Text, StringComparison.Ordinal);
        Assert.Single(await site.DeliverAsync());
    }

    [Fact]
    public async Task Everybody_who_waits_behind_a_lock_is_told_at_once_when_it_times_out()
    {
        using var site = Site(";Default Timeout=2");
        var visitors = Enumerable.Range(1, 8).Select(_ => site.NewVisitor()).ToList();
        var forms = await Task.WhenAll(visitors.Select(visitor => visitor.GetAsync(Form)));
        await using var held = await LockAsync();

        var answers = await Task.WhenAll(
            visitors.Select((visitor, i) => visitor.SubmitAsync(forms[i], SignUpPageTests.Form($"persona{i}@comune.example"))));

        Assert.All(answers, AssertHonest);
        await AssertNothingStoredAsync(site);
    }

    [Fact]
    public async Task Signing_in_while_the_database_is_locked_is_told_too()
    {
        using var site = Site(";Default Timeout=1");
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/gestione/accesso");
        await using var held = await LockAsync();

        var answer = await visitor.SubmitAsync(
            form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });

        Assert.Equal(503, answer.Status);
        Assert.DoesNotContain(CooperaSite.AdministratorPassword, answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_nothing_is_half_stored()
    {
        using var site = Site(";Default Timeout=1");
        var form = await site.NewVisitor().GetAsync(Form);

        // The site's own writer keeps one connection: what it opens next, from the pool, may not let the file grow.
        // Tests beside this one may empty the pools of the process: then once more.
        var (refused, sent) = (0, 0);
        for (var i = 1; i <= 50 && (refused == 0 || i % 15 != 1); i++, sent++)
        {
            if (i % 15 == 1)
            {
                await FillDiskAsync(site);
            }

            var answer = await site.NewVisitor().SubmitAsync(form, SignUpPageTests.Form($"persona{i}@comune.example"));
            if (answer.Status != 303)
            {
                AssertHonest(answer);
                refused++;
            }
        }

        Assert.True(refused > 0, "The disk was never full.");
        var registrations = await site.ReadAsync(db => db.Registrations.Select(r => (Guid?)r.Id).ToListAsync());
        var mails = await site.ReadAsync(db => db.OutgoingMails.Select(m => m.RegistrationId).ToListAsync());
        Assert.Equal(sent - refused, registrations.Count);
        Assert.Equal(registrations.Order(), mails.Order());
    }

    [Fact]
    public async Task A_read_only_file_is_read_and_what_it_cannot_take_is_told()
    {
        using (var first = Site(""))
        {
            Assert.Equal(200, (await first.NewVisitor().GetAsync("/")).Status);
        }

        using var site = Site(";Mode=ReadOnly", ("Database:MigrateOnStart", "false"));
        var visitor = site.NewVisitor();

        var refused = await visitor.SubmitAsync(await visitor.GetAsync(Form), SignUpPageTests.Form());

        AssertHonest(refused);
        await AssertNothingStoredAsync(site);
    }

    [Fact]
    public async Task A_database_that_fails_during_an_export_leaves_its_first_line_and_the_person_the_file()
    {
        using var site = Site(";Default Timeout=1");
        await using var scope = site.Services.CreateAsyncScope();
        var list = new ExportedList("prova", "Prova", "esporta una prova", "tutti", [], AsyncEnumerable.Empty<object?[]>());
        IAsyncDisposable? held = null;

        await scope.ServiceProvider.GetRequiredService<ListExport>().RunAsync(
            list, "maria@anci.example", "Rendicontare il progetto", "CSV", async _ => held = await LockAsync());
        await held!.DisposeAsync();

        var line = await site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Actor == "maria@anci.example"));
        Assert.Equal(("esporta una prova", "Rendicontare il progetto"), (line.Action, line.Reason));
    }

    [Fact]
    public async Task A_database_away_is_told_and_back_again_the_site_goes_on()
    {
        using var site = new CooperaSite(sample: true); // its database goes away
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync(Form);
        DatabaseAway.After(site);
        var refused = await visitor.SubmitAsync(form, SignUpPageTests.Form());
        AssertHonest(refused);

        DatabaseAway.Back(site);

        Assert.Equal(303, (await visitor.SubmitAsync(refused, [])).Status);
        Assert.Equal(1, await site.ReadAsync(db => db.Registrations.CountAsync()));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private CooperaSite Site(string options, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["ConnectionStrings:Coopera"] = $"Data Source={File}{options}" };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new CooperaSite(all, sample: true);
    }

    /// <summary>What another program does that writes for long, as a backup or a repair.</summary>
    private async Task<SqliteConnection> LockAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        connection.BeginTransaction(deferred: false);
        return connection;
    }

    private async Task FillDiskAsync(CooperaSite site)
    {
        await using (await LockAsync())
        {
            // The writer gives its connection up.
            await Assert.ThrowsAsync<SqliteException>(() => site.WriteAsync(db => db.Database.ExecuteSqlRawAsync("SELECT 1")));
        }

        SqliteConnection.ClearAllPools();
        var connections = Enumerable.Range(0, 4).Select(_ => new SqliteConnection($"Data Source={File};Default Timeout=1")).ToList();
        foreach (var connection in connections)
        {
            await connection.OpenAsync();
            await using var limit = connection.CreateCommand();
            limit.CommandText = "PRAGMA page_count";
            var pages = (long)(await limit.ExecuteScalarAsync())!;
            limit.CommandText = $"PRAGMA max_page_count = {pages + 2}";
            await limit.ExecuteScalarAsync();
        }

        connections.ForEach(connection => connection.Dispose());
    }

    private static void AssertHonest(Page answer)
    {
        Assert.Equal((503, "Il sito non riesce a salvare i dati"), (answer.Status, answer.Heading));
        Assert.Contains("Non siamo riusciti a registrare quello che hai inviato", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Quello che hai scritto non è andato perso", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }

    private static async Task AssertNothingStoredAsync(CooperaSite site)
    {
        Assert.Equal(0, await site.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(0, await site.ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Empty(await site.DeliverAsync());
    }
}
