using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Domain.Words;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.Imports;

public enum ImportRowState
{
    New,
    AlreadyThere,

    /// <summary>They were signed up, and do not want to be any more.</summary>
    CancelledBefore,

    /// <summary>The person stands in a row above.</summary>
    Repeated,
}

/// <param name="Line">In the list, from 1.</param>
public sealed record ImportRow(int Line, Participant Participant);

/// <param name="Registration">That the person has.</param>
/// <param name="SameAs">The line above with the person.</param>
/// <param name="Beside">Who has the address as well.</param>
public sealed record PlannedRow(
    ImportRow Row, ImportRowState State, Guid? Registration = null, int? SameAs = null, string? Beside = null)
{
    /// <summary>The key of the address is somebody else’s, who is not named here while they have not confirmed.</summary>
    public bool SharesMailbox { get; init; }
}

/// <summary>What would become of each row if it were imported now. Under the webinar's lock it is what becomes of it.</summary>
/// <param name="PlacesLeft">Null: no limit.</param>
public sealed record ImportPlan(IReadOnlyList<PlannedRow> Rows, int? PlacesLeft)
{
    private const int Chunk = 500; // each address is a parameter, and SQL Server takes 2100

    public IReadOnlyList<PlannedRow> New { get; } = [.. Rows.Where(row => row.State == ImportRowState.New)];

    /// <summary>If nobody is let in beyond the places.</summary>
    public int Waiting => PlacesLeft is { } left ? Math.Max(0, New.Count - left) : 0;

    /// <summary>The same only while the very same people are added, beside the same, and as long as all or not all of them have a
    /// place.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', New
        .Select(plan => (plan.Row.Line, plan.Row.Participant, plan.Beside))
        .Select(row => $"{row.Line}\t{row.Participant.FirstName}\t{row.Participant.LastName}\t{row.Participant.Email}\t{row.Beside}")
        .Append($"{Waiting > 0}")))));

    public int Count(ImportRowState state) => Rows.Count(row => row.State == state);

    public static async Task<ImportPlan> OfAsync(CooperaDb db, Webinar webinar, IReadOnlyList<ImportRow> rows, bool evenCancelled)
    {
        var (known, mailboxes, held) = await KnownAsync(db, webinar, rows);
        var seen = new Dictionary<(string, string), int>();
        var planned = new List<PlannedRow>(rows.Count);
        foreach (var row in rows)
        {
            var (email, name) = (row.Participant.Email.Key, $"{row.Participant.FirstName} {row.Participant.LastName}".TrimEnd());
            var key = (email, PersonName.KeyOf(name));
            var plan = !seen.TryAdd(key, row.Line) ? new PlannedRow(row, ImportRowState.Repeated, SameAs: seen[key])
                : !known.TryGetValue(key, out var there) ? new PlannedRow(row, ImportRowState.New)
                : there.IsActive ? new PlannedRow(row, ImportRowState.AlreadyThere, there.Id)
                : new PlannedRow(row, evenCancelled ? ImportRowState.New : ImportRowState.CancelledBefore, there.Id);
            var isBeside = plan.State == ImportRowState.New && !mailboxes.TryAdd(email, name);
            planned.Add(plan with
            {
                Beside = isBeside ? mailboxes[email] : null,
                SharesMailbox = isBeside || (held.TryGetValue(email, out var holder) && holder != key.Item2),
            });
        }

        return new ImportPlan(planned, webinar.PlacesLeft(await Places.TakenAsync(db, webinar.Id)));
    }

    private static async Task<KnownPeople> KnownAsync(CooperaDb db, Webinar webinar, IReadOnlyList<ImportRow> rows)
    {
        var (known, mailboxes, held) = new KnownPeople([], [], []);
        foreach (var keys in rows.Select(row => row.Participant.Email.Key).Distinct().Chunk(Chunk))
        {
            var found = await db.Registrations.AsNoTracking() // by the mailboxes, as AtMailbox
                .Where(r => r.WebinarId + 0 == webinar.Id && keys.Contains(r.EmailKey))
                .OrderBy(r => r.Number)
                .Select(r => new { r.Id, r.EmailKey, r.ActiveKey, r.Status, Name = r.FirstName + " " + r.LastName }).ToListAsync();
            foreach (var one in found.Where(r => r.Status == RegistrationStatus.Unconfirmed && r.ActiveKey == r.EmailKey))
            {
                held[one.EmailKey] = PersonName.KeyOf(one.Name.TrimEnd());
            }

            found.RemoveAll(r => r.Status == RegistrationStatus.Unconfirmed);
            foreach (var one in found.OrderBy(r => r.Status != RegistrationStatus.Cancelled))
            {
                known[(one.EmailKey, PersonName.KeyOf(one.Name))] = (one.Id, one.Status != RegistrationStatus.Cancelled);
                if (one.ActiveKey == one.EmailKey)
                {
                    mailboxes[one.EmailKey] = one.Name.TrimEnd();
                }
            }
        }

        return new KnownPeople(known, mailboxes, held);
    }

    /// <param name="People">Everybody who is or was signed up with an address of the list, by address and name.</param>
    /// <param name="Mailboxes">Who has the key of each address.</param>
    /// <param name="Held">Addresses whose key somebody has who has not confirmed yet, with the key of that name.</param>
    private sealed record KnownPeople(
        Dictionary<(string Email, string Name), (Guid Id, bool IsActive)> People, Dictionary<string, string> Mailboxes,
        Dictionary<string, string> Held);
}
