using System.Globalization;
using System.Text;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Browser;

public static partial class Stage
{
    /// <summary>On the page that takes a platform's report: one of Zoom with names that are clear, like others, and no person's.</summary>
    public static async Task ReviewReportAsync(this Tab tab, Webinar webinar)
    {
        string[] people =
        [
            "Comune di Castroreale", "Maria Assunta Importata 1", "Importata 2 Maria Assunta",
            "Dott.ssa Maria Assunta Importata 3 - Comune di Castroreale",
            "Maria Assunta", "Giuseppe Lo Presti",
        ];
        var text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room\n"
            + $"Giuseppe Lo Presti,,{Clock(-9)},{Clock(-2)},7,Yes,,Yes\n"
            + string.Concat(people.Select((name, i) => $"{name},,{Clock(i)},{Clock(45 + i)},45,Yes,,No\n"))
            + string.Concat(Enumerable.Range(1, 6).Select(i => $"Collegamento {i},importata{i}@comune.example,{Clock(50)},{Clock(55)},5,Yes,,No\n"));

        // Another file each time: the same one would change nothing.
        await tab.Page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "participants_85218486288.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes($"{text}Postazione {Guid.NewGuid():N},,{Clock(1)},{Clock(9)},8,Yes,,No\n"),
        });
        await tab.PressButtonAsync("Leggi il rapporto");
        await tab.ExpectHeadingAsync("Controlla le presenze");

        string Clock(int minutes) => RomeTime.ToRome(webinar.StartsAt.AddMinutes(minutes))
            .ToString("MM/dd/yyyy hh:mm:ss tt", CultureInfo.InvariantCulture);
    }
}
