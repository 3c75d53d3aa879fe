using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>How many people of a webinar are in which state; those who have still to confirm are nobody yet.</summary>
public sealed record SignUps(int Confirmed, int Waiting, int Cancelled)
{
    public static readonly SignUps None = new(0, 0, 0);

    public int Active => Confirmed + Waiting;

    /// <summary>By webinar; one without people is not there.</summary>
    /// <param name="registrations">Of these alone.</param>
    public static async Task<IReadOnlyDictionary<int, SignUps>> ReadAsync(
        IQueryable<Registration> registrations, IReadOnlyCollection<int> webinars)
    {
        var counts = await registrations
            .Where(r => webinars.Contains(r.WebinarId))
            .GroupBy(r => new { r.WebinarId, r.Status })
            .Select(group => new { group.Key.WebinarId, group.Key.Status, Count = group.Count() })
            .ToListAsync();
        return counts.GroupBy(c => c.WebinarId)
            .ToDictionary(group => group.Key, group => Of(group.ToDictionary(c => c.Status, c => c.Count)));
    }

    public static SignUps Of(Dictionary<RegistrationStatus, int> counts) => new(
        counts.GetValueOrDefault(RegistrationStatus.Confirmed), counts.GetValueOrDefault(RegistrationStatus.Waiting),
        counts.GetValueOrDefault(RegistrationStatus.Cancelled));
}
