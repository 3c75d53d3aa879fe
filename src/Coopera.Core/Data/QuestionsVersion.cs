using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>Moves <see cref="Webinar.QuestionsVersion"/> of every webinar whose questions are about to be saved.</summary>
internal static class QuestionsVersion
{
    public static async Task MoveAsync(CooperaDb db)
    {
        var webinars = db.ChangeTracker.Entries<Question>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => entry.Entity.WebinarId).Distinct().Order().ToList();
        foreach (var id in webinars)
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Webinars" SET "QuestionsVersion" = "QuestionsVersion" + 1 WHERE "Id" = {id}""");
        }
    }
}
