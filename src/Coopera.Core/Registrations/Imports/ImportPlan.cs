using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.Imports;

public enum ImportRowState
{
    New,
    AlreadyThere,

    /// <summary>They were signed up, and do not want to be any more.</summary>
    CancelledBefore,

    /// <summary>The address stands in a row above.</summary>
    Repeated,
}

/// <param name="Line">In the list, from 1.</param>
public sealed record ImportRow(int Line, Participant Participant);

/// <param name="Registration">That there is under the address.</param>
/// <param name="SameAs">The line above with the address.</param>
public sealed record PlannedRow(ImportRow Row, ImportRowState State, Guid? Registration = null, int? SameAs = null);

/// <summary>What would become of each row if it were imported now. Under the webinar's lock it is what becomes of it.</summary>
/// <param name="PlacesLeft">Null: no limit.</param>
public sealed record ImportPlan(IReadOnlyList<PlannedRow> Rows, int? PlacesLeft)
{
    private const int Chunk = 500; // each address is a parameter, and SQL Server takes 2100

    public IReadOnlyList<ImportRow> ToAdd { get; } = [.. Rows.Where(row => row.State == ImportRowState.New).Select(row => row.Row)];

    /// <summary>If nobody is let in beyond the places.</summary>
    public int Waiting => PlacesLeft is { } left ? Math.Max(0, ToAdd.Count - left) : 0;

    /// <summary>The same only while the very same people are added, and as long as all or not all of them have a place.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ToAdd
        .Select(row => $"{row.Line}\t{row.Participant.FirstName}\t{row.Participant.LastName}\t{row.Participant.Email}")
        .Append($"{Waiting > 0}")))));

    public int Count(ImportRowState state) => Rows.Count(row => row.State == state);

    public static async Task<ImportPlan> OfAsync(CooperaDb db, Webinar webinar, IReadOnlyList<ImportRow> rows, bool evenCancelled)
    {
        var known = new Dictionary<string, (Guid Id, bool IsActive)>();
        foreach (var keys in rows.Select(row => row.Participant.Email.Key).Distinct().Chunk(Chunk))
        {
            var found = await db.Registrations.AsNoTracking()
                .Where(r => r.WebinarId == webinar.Id && keys.Contains(r.EmailKey) && r.Status != RegistrationStatus.Unconfirmed)
                .OrderBy(r => r.Number).Select(r => new { r.Id, r.EmailKey, r.Status }).ToListAsync();
            foreach (var one in found.OrderBy(r => r.Status != RegistrationStatus.Cancelled))
            {
                known[one.EmailKey] = (one.Id, one.Status != RegistrationStatus.Cancelled);
            }
        }

        var seen = new Dictionary<string, int>();
        var planned = new List<PlannedRow>(rows.Count);
        foreach (var row in rows)
        {
            var key = row.Participant.Email.Key;
            planned.Add(!seen.TryAdd(key, row.Line) ? new PlannedRow(row, ImportRowState.Repeated, SameAs: seen[key])
                : !known.TryGetValue(key, out var there) ? new PlannedRow(row, ImportRowState.New)
                : there.IsActive ? new PlannedRow(row, ImportRowState.AlreadyThere, there.Id)
                : new PlannedRow(row, evenCancelled ? ImportRowState.New : ImportRowState.CancelledBefore, there.Id));
        }

        return new ImportPlan(planned, webinar.PlacesLeft(await Places.TakenAsync(db, webinar.Id)));
    }
}
