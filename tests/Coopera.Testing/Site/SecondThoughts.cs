using Coopera.Core.Registrations;
using Coopera.Testing.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Site;

public static class SecondThoughts
{
    /// <summary>The time in which something cancelled or withdrawn can be taken back is over, whatever the clock says.</summary>
    public static async Task NobodyThinksAgainAsync(this IHasServices site)
    {
        await site.WriteAsync(async db =>
        {
            await db.RecentCancellations.ExecuteUpdateAsync(c => c.SetProperty(x => x.Until, x => x.At));
            await db.OutgoingMails.Where(m => m.Attempts == 0)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, x => x.CreatedAt));
        });
        await site.InScopeAsync(services => services.GetRequiredService<FreeKeptPlaces>().RunAsync());
    }
}
