using Coopera.Core.Data;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

/// <summary>What a new webinar has in common with the last one, most of the time.</summary>
public sealed record EditorProposals(string Partners, TimeSpan Length)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(12);

    public static async Task<EditorProposals> OfAsync(CooperaDb db)
    {
        var last = await db.Webinars.AsNoTracking().Where(w => !w.IsSample).OrderByDescending(w => w.StartsAt).ThenByDescending(w => w.Id)
            .Select(w => new { w.StartsAt, w.EndsAt }).FirstOrDefaultAsync();
        var partners = await db.Webinars.Where(w => !w.IsSample && w.Partners != "").OrderByDescending(w => w.StartsAt)
            .ThenByDescending(w => w.Id).Select(w => w.Partners).FirstOrDefaultAsync();
        var length = last is null ? Usual : last.EndsAt - last.StartsAt;
        return new EditorProposals(partners ?? "", length > LongestDay ? Usual : length);
    }

    /// <summary>The hour at which it ends, when nothing is written about it and it is known when it begins.</summary>
    public bool ProposeEnd(WebinarForm form)
    {
        if (!form.End.IsEmpty || form.Start.Read().Instant is not { } start)
        {
            return false;
        }

        form.End = MomentForm.Of(start + Length, besides: start);
        return true;
    }
}
