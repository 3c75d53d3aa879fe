using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Coordination;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Coordination;
using Coopera.Web.Admin.Coordination.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>Receipts, protocol numbers and colleagues at the same moment, on every engine.</summary>
public sealed class CoordinationEngineTests
{
    private const string Staff = "segreteria@anci.example";

    [Theory]
    [EachEngine]
    public async Task Fifty_schede_at_once_in_the_first_moment_of_a_year_get_fifty_receipts_without_a_gap(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        database.Clock.SetUtcNow(RomeTime.FromRome(2027, 1, 1, 0)); // still 2026 in UTC
        var recorded = await RecordAsync(database, 50);

        var outcomes = await Task.WhenAll(recorded.Select(id => ReceiveAsync(database, id)));

        Assert.All(outcomes, outcome => Assert.Equal(ChangeVerdict.Done, outcome));
        var receipts =
            await database.ReadAsync(db => db.Adhesions.Where(a => a.ReceiptNumber != null).Select(a => a.ReceiptNumber!).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"COOP-2027-{i:000000}"), receipts.Order());
        Assert.Equal(50, await database.ReadAsync(
            db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionNews && m.Content.Contains("COOP-2027-"))));
    }

    [Theory]
    [EachEngine]
    public async Task Receipts_go_on_within_the_year_and_begin_again_with_the_next(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var recorded = await RecordAsync(database, 4);

        await ReceiveAsync(database, recorded[0]);
        await ReceiveAsync(database, recorded[0]);
        await ReceiveAsync(database, recorded[1]);
        database.Clock.SetUtcNow(RomeTime.FromRome(2027, 1, 1, 0, 1));
        await Task.WhenAll(ReceiveAsync(database, recorded[2]), ReceiveAsync(database, recorded[3]));

        var receipts =
            await database.ReadAsync(db => db.Adhesions.Where(a => a.ReceiptNumber != null).Select(a => a.ReceiptNumber!).ToListAsync());
        Assert.Equal(["COOP-2026-000001", "COOP-2026-000002", "COOP-2027-000001", "COOP-2027-000002"], receipts.Order());
        Assert.Equal(2, (await ReadAsync(database, recorded[0])).SignedCopies.Count);
    }

    [Theory]
    [EachEngine]
    public async Task A_scan_for_an_adhesion_that_is_over_takes_no_number(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var recorded = await RecordAsync(database, 2);
        await DoAsync<WithdrawOnBehalf>(database, recorded[0], (use, call) => use.RunAsync(call, "Ritirata."));

        Assert.Equal(ChangeVerdict.Stale, await ReceiveAsync(database, recorded[0]));

        await ReceiveAsync(database, recorded[1]);
        Assert.Equal("COOP-2026-000001", (await ReadAsync(database, recorded[1])).ReceiptNumber);
    }

    [Theory]
    [EachEngine]
    public async Task The_same_protocol_number_at_once_for_two_adhesions_of_a_body_is_given_to_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var first = (await RecordAsync(database, 1)).Single();
        await DoAsync<WithdrawOnBehalf>(database, first, (use, call) => use.RunAsync(call, "Ritirata."));
        var second = (await RecordAsync(database, 1)).Single();

        var outcomes = await Task.WhenAll(ProtocolAsync(database, first, 2026), ProtocolAsync(database, second, 2026));

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.Refused], outcomes.Order());
        var loser = outcomes[0] == ChangeVerdict.Done ? second : first;
        Assert.Null((await ReadAsync(database, loser)).ProtocolNumber);
        Assert.DoesNotContain((await ReadAsync(database, loser)).Events, line => line.Kind == AdhesionEventKind.ProtocolSet);
        Assert.Equal(1, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.AdhesionProtocolSet)));
        Assert.Equal(ChangeVerdict.Done, await ProtocolAsync(database, loser, 2025)); // numbers begin again every year
    }

    [Theory]
    [EachEngine]
    public async Task Two_bodies_may_have_the_same_protocol_number(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var recorded = await RecordAsync(database, 2);

        Assert.Equal(
            [ChangeVerdict.Done, ChangeVerdict.Done], await Task.WhenAll(recorded.Select(id => ProtocolAsync(database, id, 2026))));
    }

    [Theory]
    [EachEngine]
    public async Task Of_colleagues_who_accept_refuse_and_ask_at_once_one_prevails_and_one_mail_goes_out(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var id = (await RecordAsync(database, 1)).Single();
        await ReceiveAsync(database, id);
        var seen = AdhesionVersion.Of(await ReadAsync(database, id));
        var mailsBefore = await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionNews));

        var outcomes = await Task.WhenAll(
            DoAsync<AcceptAdhesion>(database, id, (use, call) => use.RunAsync(call, anyway: true), seen),
            DoAsync<RefuseAdhesion>(database, id, (use, call) => use.RunAsync(call, "No."), seen),
            DoAsync<RequestChanges>(database, id, (use, call) => use.RunAsync(call, "Firma."), seen),
            DoAsync<StartReview>(database, id, (use, call) => use.RunAsync(call), seen),
            DoAsync<ReceiveScan>(database, id, (use, call) => use.RunAsync(call, Scan("seconda.pdf"), "{}"), seen));

        Assert.Equal(1, outcomes.Count(o => o == ChangeVerdict.Done));
        Assert.Equal(4, outcomes.Count(o => o == ChangeVerdict.Stale));
        Assert.Equal(mailsBefore + 1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionNews)));
        Assert.Equal(seen.Lines + 1, (await ReadAsync(database, id)).Events.Count);
    }

    [Theory]
    [EachEngine]
    public async Task Recording_the_same_body_twenty_times_at_once_gives_one_adhesion_and_one_mail(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RecordAsync(database, CoordinationFiles.Messina)));

        Assert.Single(results, result => !result.WasThere);
        Assert.Single(results.Select(result => result.Id).Distinct());
        Assert.Equal(1, await database.ReadAsync(db => db.Adhesions.CountAsync(a => a.PublicBodyCode == CoordinationFiles.Messina)));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.AuditEntries.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Every_filter_and_order_reads_on_every_engine(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (first, second) =
            ((await RecordAsync(database, CoordinationFiles.ForzaDAgro)).Id, (await RecordAsync(database, CoordinationFiles.Messina)).Id);
        await ReceiveAsync(database, second);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await ReceiveAsync(database, first);
        await DoAsync<StartReview>(database, second, (use, call) => use.RunAsync(call));

        foreach (var group in Enum.GetValues<AdhesionGroup>())
        {
            foreach (var order in Enum.GetValues<AdhesionOrder>())
            {
                var filter = new AdhesionFilter(group, "ME", Coopera.Domain.PublicBodies.PublicBodyKind.Municipality, "comune me", order);
                var found = await database.ReadAsync(db => filter.Apply(db).Skip(0).Take(50).ToListAsync());
                Assert.Equal(found.Count, await database.ReadAsync(db => filter.Apply(db).CountAsync()));
            }
        }

        var waiting = await database.ReadAsync(db => new AdhesionFilter(null, null, null, "forza d’agro", null).Apply(db).SingleAsync());
        Assert.Equal(
            (first, TestDatabase.Now.AddDays(1), 1, null), (waiting.Adhesion.Id, waiting.WaitsSince, waiting.Copies, waiting.Reviewer));
        var byWaiting = await database.ReadAsync(db => new AdhesionFilter(null, null, null, null, null).Apply(db).ToListAsync());
        Assert.Equal([second, first], byWaiting.Select(f => f.Adhesion.Id)); // taken up today, but it has waited since yesterday
        Assert.Equal(Staff, byWaiting[0].Reviewer);
        Assert.Equal(15, await database.ReadAsync(db => new MemberFilter(null, null, WithoutContacts: true).Apply(db).CountAsync()));
        Assert.Equal(3, await database.ReadAsync(db => new MemberFilter("ME", null, false).Apply(db).CountAsync()));
        Assert.Empty(await database.ReadAsync(db => new RequestFilter("messina", NotBegun: true).Apply(db).ToListAsync()));
        Assert.Equal(
            400 - 17, await database.ReadAsync(db => new SilentFilter(null, null, null, LargestFirst: true).Apply(db).CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Every_list_finds_a_body_by_each_of_its_spellings_and_codes(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        foreach (var (typed, code) in new[]
        {
            ("Aci S. Antonio", "087005"), ("S. Agata li Battiati", "087045"), ("082027", "082027"), ("82027", "082027"), ("F066", "083046"),
            ("provincia regionale di Palermo", "282"), ("ex provincia di Messina", "283"), ("LCC Agrigento", "084"),
        })
        {
            var silent = await database.ReadAsync(
                db => new SilentFilter(null, null, typed, LargestFirst: false).Apply(db).Select(s => s.Body.Code).ToListAsync());
            Assert.Equal([code], silent);
        }

        foreach (var (typed, code) in new[]
        {
            ("S. Margherita di Belice", "084038"), ("provincia regionale di Ragusa", "088"), ("87054", "087054"), ("c_c351", "087015"),
        })
        {
            var members = await database.ReadAsync(
                db => new MemberFilter(null, typed, WithoutContacts: false).Apply(db).Select(m => m.Body.Code).ToListAsync());
            var adhesions = await database.ReadAsync(
                db => new AdhesionFilter(AdhesionGroup.All, null, null, typed, null).Apply(db).Select(f => f.Body.Code).ToListAsync());
            Assert.Equal([code], members);
            Assert.Equal([code], adhesions);
        }
    }

    private static async Task<Recorded> RecordAsync(TestDatabase database, string code) => await database.InScopeAsync(services =>
        services.GetRequiredService<RecordAdhesion>().RunAsync(code, EmailAddress.Parse("ufficio@comune.example"), EmailAddress.None,
            "Arrivata su carta il 14 gennaio 2026", Staff));

    private static async Task<List<Guid>> RecordAsync(TestDatabase database, int count)
    {
        var codes = await database.ReadAsync(db =>
            db.PublicBodies.Where(b => !db.Adhesions.Any(a => a.ActiveKey == b.Code)).OrderBy(b => b.Code).Take(count).Select(b => b.Code)
                .ToListAsync());
        var ids = new List<Guid>();
        foreach (var code in codes)
        {
            ids.Add((await RecordAsync(database, code)).Id);
        }

        return ids;
    }

    private static Task<ChangeVerdict> ReceiveAsync(TestDatabase database, Guid id) =>
        DoAsync<ReceiveScan>(database, id, (use, call) => use.RunAsync(call, Scan("scheda.pdf"), "{}"));

    private static Task<ChangeVerdict> ProtocolAsync(TestDatabase database, Guid id, int year) =>
        DoAsync<SetProtocol>(database, id, (use, call) => use.RunAsync(call, "0001234", new DateOnly(year, 1, 10)));

    private static StoredFile Scan(string name) => new("00000000000000000000000000000000", name, "application/pdf", 1, new string('a', 64));

    private static async Task<ChangeVerdict> DoAsync<TUseCase>(
        TestDatabase database, Guid id, Func<TUseCase, ChangeRequest<Guid>, Task<ChangeResult>> run, AdhesionVersion? seen = null)
        where TUseCase : notnull
    {
        var version = $"{seen ?? AdhesionVersion.Of(await ReadAsync(database, id))}";
        return (await database.InScopeAsync(
            services => run(services.GetRequiredService<TUseCase>(), new ChangeRequest<Guid>(id, version, Staff)))).Verdict;
    }

    private static Task<Adhesion> ReadAsync(TestDatabase database, Guid id) => database.ReadAsync(db =>
        db.Adhesions.AsNoTracking().Include(a => a.Events).Include(a => a.SignedCopies).AsSplitQuery().SingleAsync(a => a.Id == id));
}
