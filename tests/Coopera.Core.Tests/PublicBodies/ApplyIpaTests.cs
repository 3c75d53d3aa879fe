using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.PublicBodies.Ipa;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.PublicBodies;

/// <summary>What IPA says goes into the register as far as staff choose, with its history, all at once.</summary>
public sealed class ApplyIpaTests
{
    private const string Messina = "083048";
    private const string Castroreale = "083016";
    private const string Terme = "083999";
    private static readonly DateOnly Day = new(2026, 3, 12);

    [Theory]
    [EachEngine]
    public async Task What_was_chosen_is_there_with_its_history_and_the_same_file_again_changes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var before = await BodyAsync(database, Messina);
        var file = await FileAsync(database);
        var plan = await PlanAsync(database, file);

        var result = await ApplyAsync(database, file, plan, plan.Changes, (Castroreale, Terme));

        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        var messina = await BodyAsync(database, Messina);
        Assert.Equal(("protocollo.nuovo@pec.comune.messina.example", Day), (messina.SuggestedPec!.Display, messina.PecFromIpaOn));
        Assert.Equal("fonte IPA, 12 marzo 2026", messina.PecSource());
        var former = await database.ReadAsync(db => db.FormerPecs.SingleAsync(p => p.BodyCode == Messina));
        Assert.Equal((before.SuggestedPec, null, Day), (former.Address, former.FromIpaOn, former.Until));
        var terme = await BodyAsync(database, Terme);
        var old = await BodyAsync(database, Castroreale);
        Assert.Equal(
            ("Comune di Castroreale Terme (ME)", "Messina", old.Population, old.Latitude),
            (terme.FullName, terme.ProvinceName, terme.Population, terme.Latitude));
        Assert.Equal((Day, Terme), (old.ClosedOn, old.SuccessorCode));
        var catania = await BodyAsync(database, "087015");
        Assert.Equal("Catania Etnea", catania.Name);

        var lines = await database.ReadAsync(db => db.AuditEntries.Where(e => e.Action.StartsWith("body.")).ToListAsync());
        var line = Assert.Single(lines, entry => entry.SubjectKey == AuditSubject.PublicBody(Messina));
        Assert.Contains("protocollo.nuovo@pec.comune.messina.example (fonte IPA, 12 marzo 2026)", line.After, StringComparison.Ordinal);
        Assert.Contains("febbraio 2026", line.Before, StringComparison.Ordinal);
        Assert.Single(lines, entry => entry.Action == AuditAction.BodiesImported);
        Assert.Single(lines, entry => entry.Action == AuditAction.BodyClosed);

        var again = await PlanAsync(database, file);
        Assert.Empty(again.Changes);
        Assert.Equal(ChangeVerdict.AlreadySo, (await ApplyAsync(database, file, again, [])).Verdict);
        Assert.Equal(lines.Count, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action.StartsWith("body."))));
    }

    [Theory]
    [EachEngine]
    public async Task A_closed_body_is_no_longer_offered_and_its_name_leads_to_what_it_has_become(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var file = await FileAsync(database);
        var plan = await PlanAsync(database, file);
        await ApplyAsync(database, file, plan, plan.Changes, (Castroreale, Terme));

        await database.InScopeAsync(async services =>
        {
            var directory = services.GetRequiredService<PublicBodyDirectory>();
            Assert.Equal(Terme, (await directory.ResolveAsync("Comune di Castroreale"))?.Code);
            Assert.DoesNotContain(await directory.SearchAsync("castroreale"), body => body.Code == Castroreale);
            Assert.Equal("Comune di Castroreale (ME)", (await directory.ByCodeAsync())[Castroreale].FullName);
            Assert.Equal("087015", (await directory.ResolveAsync("Catania"))?.Code); // by its former name
            var choice = await services.GetRequiredService<BodyChoice>().ChooseAsync(Castroreale, null);
            Assert.Equal((null, Terme), (choice.Body, Assert.Single(choice.Matches).Code));
            return true;
        });
    }

    [Theory]
    [EachEngine]
    public async Task A_start_of_the_site_leaves_what_came_from_IPA(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var file = await FileAsync(database);
        var plan = await PlanAsync(database, file);
        await ApplyAsync(database, file, plan, plan.Changes);
        var before = await BodyAsync(database, "087015");

        await database.InScopeAsync(async services =>
        {
            await Seed.PlantAsync(services.GetRequiredService<CooperaDb>(), TestDatabase.Now, demo: false);
            return true;
        });

        var after = await BodyAsync(database, "087015");
        Assert.Equal((before.Name, before.SearchText), (after.Name, after.SearchText));
    }

    [Fact]
    public async Task What_the_register_is_no_longer_like_is_shown_anew_and_nothing_chosen_is_said()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var file = await FileAsync(database);
        var plan = await PlanAsync(database, file);

        Assert.Equal(IpaPhrases.NothingChosen, (await ApplyAsync(database, file, plan, [])).Sentence);
        await ApplyAsync(database, file, plan, [.. plan.Of(IpaChangeKind.New)]);
        var stale = await ApplyAsync(database, file, plan, plan.Changes);

        Assert.Equal(ChangeVerdict.Stale, stale.Verdict);
        Assert.Null((await BodyAsync(database, Messina)).PecFromIpaOn);
    }

    [Fact]
    public async Task What_is_not_certain_is_told_with_its_line()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var plan = await PlanAsync(database, await FileAsync(database));

        var alcamo = Assert.Single(plan.NotUnderstood);
        Assert.Contains("081999", alcamo.Why, StringComparison.Ordinal);
        Assert.Equal(1, plan.Others); // the union of comuni; Rome is not even read
        Assert.Contains(plan.LeftAlone, left => left.Why.StartsWith("Il file non ha la sua PEC", StringComparison.Ordinal));
        var closed = Assert.Single(plan.Of(IpaChangeKind.Closed));
        Assert.Equal((Castroreale, Terme), (closed.Code, closed.Successor)); // whose name has the old one in it
    }

    [Fact]
    public async Task Of_a_part_of_the_file_nobody_is_taken_for_closed_and_of_an_older_one_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var register = await database.ReadAsync(db => db.PublicBodies.AsNoTracking().ToListAsync());
        var part = Read(IpaFiles.Entries(register.Where(body => body.ProvinceCode == "ME")));

        var plan = await PlanAsync(database, part);
        Assert.False(plan.IsWhole);
        Assert.Empty(plan.Of(IpaChangeKind.Closed));

        await ApplyAsync(database, part, plan, plan.Changes);
        var older = Read([.. IpaFiles.Entries(register)
            .Select(entry => entry with { Updated = "2026-01-10", Pec = "vecchia@pec.example" })]);
        var second = await PlanAsync(database, older);
        Assert.DoesNotContain(second.Changes, change => change.Code == Messina);
        Assert.Contains(second.LeftAlone, left => left.Why.Contains("12 marzo 2026", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comune_whose_codes_are_those_of_another_has_become_part_of_it_and_one_in_liquidation_is_over()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var entries = IpaFiles.Entries(await database.ReadAsync(db => db.PublicBodies.AsNoTracking().ToListAsync()));
        var at = entries.FindIndex(entry => entry.Istat == Castroreale);
        entries[at] = entries[at] with { Istat = Messina, Cadastral = "F158" };
        var liquidated = entries.FindIndex(entry => entry.Istat == "082027");
        entries[liquidated] = entries[liquidated] with { IsOver = true };

        var closed = (await PlanAsync(database, Read(entries))).Of(IpaChangeKind.Closed).ToList();

        Assert.Equal([("082027", null), (Castroreale, Messina)], closed.Select(change => (change.Code, change.Successor)));
    }

    private static IpaFile Read(List<IpaEntry> entries) => IpaFile.Read(new MemoryStream(IpaFiles.Csv(entries)), new(2026, 11, 28)).File!;

    private static async Task<IpaFile> FileAsync(TestDatabase database) => IpaFile.Read(
        new MemoryStream(await database.ReadAsync(IpaFiles.WithEveryKindOfChangeAsync)), new(2026, 11, 28)).File!;

    private static Task<IpaPlan> PlanAsync(TestDatabase database, IpaFile file) =>
        database.ReadAsync(async db => IpaPlan.Of(file, await db.PublicBodies.AsNoTracking().OrderBy(b => b.Code).ToListAsync()));

    private static Task<ChangeResult> ApplyAsync(
        TestDatabase database, IpaFile file, IpaPlan plan, IReadOnlyList<IpaChange> chosen,
        params (string Closed, string Became)[] successors) =>
        database.InScopeAsync(services => services.GetRequiredService<ApplyIpa>().RunAsync(
            new ChangeRequest<string>(ChangedBodies.All, null, "segreteria@anci.example"),
            new IpaOrder(
                file, "enti.csv", plan.Fingerprint, chosen.Select(change => change.Key).ToHashSet(),
                successors.ToDictionary(pair => pair.Closed, pair => pair.Became))));

    private static Task<PublicBody> BodyAsync(TestDatabase database, string code) =>
        database.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == code));
}
