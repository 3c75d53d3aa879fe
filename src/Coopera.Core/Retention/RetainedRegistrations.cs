using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>Names of who signed up to webinars that were over a while ago: the rows stay, and are counted as ever.</summary>
public sealed class RetainedRegistrations : RetainedTable<Registration>
{
    public override RetentionClass Class => RetentionClass.Registrations;

    public override bool IsToldBefore => true;

    protected override IQueryable<Registration> Due(CooperaDb db, DateTimeOffset before) =>
        db.Registrations.Where(r => r.ForgottenAt == null && db.Webinars.Any(w => w.Id == r.WebinarId && w.EndsAt <= before));

    /// <summary>
    /// Webinar by webinar, and only those that still have a name, which an index finds: years of rows without one are not read.
    /// </summary>
    public override async Task<int> CountAsync(CooperaDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var named = Named(db);
        return (await db.Webinars.Where(w => w.EndsAt <= before).Select(w => named.Count(r => r.WebinarId == w.Id))
            .ToListAsync(cancellationToken)).Sum();
    }

    /// <summary>From the oldest webinar on, some at a time: with the first that has a name it is known.</summary>
    public override async Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken)
    {
        const int Some = 200;
        var named = Named(db);
        var webinars = await db.Webinars.OrderBy(w => w.EndsAt).Select(w => w.Id).ToListAsync(cancellationToken);
        foreach (var ids in webinars.Chunk(Some))
        {
            if (await FirstAsync(
                db.Webinars.Where(w => ids.Contains(w.Id) && named.Any(r => r.WebinarId == w.Id)).Select(w => w.EndsAt),
                cancellationToken) is { } oldest)
            {
                return oldest;
            }
        }

        return null;
    }

#pragma warning disable CA1309 // it is the engine that compares
    private static IQueryable<Registration> Named(CooperaDb db) => db.Registrations.Where(r => string.Compare(r.SortName, "") > 0);
#pragma warning restore CA1309

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var done = 0;
        while (done < most
            && await Due(db, before).OrderBy(r => r.WebinarId).Select(r => (int?)r.WebinarId).FirstOrDefaultAsync() is { } webinar)
        {
            await db.TryLockWebinarAsync(webinar); // who changes one of them at this moment is before, or comes after
            var rows = await Due(db, before).Where(r => r.WebinarId == webinar).OrderBy(r => r.Number).Take(most - done).ToListAsync();
            await ForgetRowsAsync(db, rows, now);
            await db.CodeWords.Where(w => w.WebinarId == webinar).ExecuteUpdateAsync(w => w.SetProperty(x => x.SaidBy, ""));
            await db.SaveChangesAsync();
            done += rows.Count;
        }

        return done;
    }

    /// <summary>Takes the names of these away, with what is written beside them. For who asks to be erased, too.</summary>
    public static async Task ForgetRowsAsync(CooperaDb db, IReadOnlyList<Registration> rows, DateTimeOffset now)
    {
        var ids = rows.Select(r => r.Id).ToList();
        await RetainedPresence.ForgetAsync(db, rows, ids);
        await MarkPeopleAsync(db, rows);
        var roles = await CommonRolesAsync(db, rows);
        foreach (var row in rows)
        {
            row.Forget(row.Role is { } role && roles.Contains(role), now);
        }

        await db.RegistrationEvents.Where(e => ids.Contains(e.RegistrationId) && (e.Actor != null || e.Note != null))
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.Actor, (string?)null).SetProperty(x => x.Note, (string?)null));
        await RetainedAnswers.Written(db).Where(a => ids.Contains(a.RegistrationId)).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.Value, ""));
    }

    /// <summary>All that one address has had carry one mark from now on, so that a person is still counted once.</summary>
    private static async Task MarkPeopleAsync(CooperaDb db, IReadOnlyList<Registration> rows)
    {
        var addresses = rows.Select(r => r.EmailKey).Distinct().ToList();
        var theirs = await db.Registrations.Where(r => addresses.Contains(r.EmailKey)).ToListAsync();
        foreach (var person in theirs.GroupBy(r => r.EmailKey).SelectMany(PeopleOf))
        {
            var mark = person.Select(r => r.PersonMark).FirstOrDefault(known => known is not null) ?? Registration.NewPersonMark();
            foreach (var row in person)
            {
                row.Mark(mark);
            }
        }
    }

    /// <summary>An address is a person; where people of one webinar share it, they are told by their names.</summary>
    private static IEnumerable<IGrouping<string, Registration>> PeopleOf(IGrouping<string, Registration> address)
    {
        var isShared = address.Where(r => r.Status == RegistrationStatus.Confirmed).GroupBy(r => r.WebinarId).Any(w => w.Skip(1).Any());
        return address.GroupBy(r => isShared ? r.SortName : "");
    }

    private static async Task<HashSet<string>> CommonRolesAsync(CooperaDb db, IReadOnlyList<Registration> rows)
    {
        var roles = rows.Select(r => r.Role).OfType<string>().Distinct().ToList();
        return roles.Count == 0 ? [] : (await db.Registrations.Where(r => roles.Contains(r.Role!))
            .GroupBy(r => r.Role!)
            .Where(role => role.Select(r => r.EmailKey).Distinct().Count() >= Registration.LeastOfARole)
            .Select(role => role.Key).ToListAsync()).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>What was written freely. What was chosen from a list stays with the registration, and is counted.</summary>
public sealed class RetainedAnswers : RetainedTable<Answer>
{
    public override RetentionClass Class => RetentionClass.Answers;

    internal static IQueryable<Answer> Written(CooperaDb db) => db.Answers.Where(
        a => a.Value != "" && db.Questions.Any(q => q.Id == a.QuestionId && q.Kind == QuestionKind.Text));

    protected override IQueryable<Answer> Due(CooperaDb db, DateTimeOffset before) => Written(db).Where(
        a => db.Questions.Any(q => q.Id == a.QuestionId && db.Webinars.Any(w => w.Id == q.WebinarId && w.EndsAt <= before)))
        .OrderBy(a => a.Id);

    public override Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken) => FirstAsync(
        db.Webinars.Where(w => db.Questions.Any(q => q.WebinarId == w.Id && q.Kind == QuestionKind.Text
            && db.Answers.Any(a => a.QuestionId == q.Id && a.Value != ""))).Select(w => w.EndsAt),
        cancellationToken);

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var ids = await Due(db, before).Select(a => a.Id).Take(most).ToListAsync();
        return await db.Answers.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Value, ""));
    }
}
