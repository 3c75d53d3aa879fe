using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Coopera.Bench.Faults;

/// <summary>What the secretariat does meanwhile: moves people about, makes room, changes a webinar, exports lists, adds files.</summary>
internal sealed class Office(string site, Tally tally, string database, int webinars, string run) : IDisposable
{
    public const string Cancelled = "cancelled";
    public const string Restored = "taken back";
    public const string MadeRoom = "room made";
    public const string Edited = "webinars edited";
    public const string Exported = "lists exported";
    public const string Uploaded = "files added";

    private readonly Browser _browser = new(site, tally);

    public async Task SignInAsync()
    {
        var form = await _browser.GetAsync("/gestione/accesso");
        var answer = await _browser.SubmitAsync(form, new()
        {
            ["Email"] = PublishedSite.AdministratorEmail,
            ["Password"] = PublishedSite.AdministratorPassword,
        });
        if (answer.Status != 303)
        {
            throw new InvalidOperationException($"Signing in was answered {answer.Status}: {answer.Heading}");
        }
    }

    /// <summary>Somebody is cancelled, or taken back within the ten minutes that the place is kept.</summary>
    public async Task MoveSomebodyAsync(int turn)
    {
        var all = await FaultData.QueryAsync(database, string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT \"Id\", \"Status\" FROM \"Registrations\" WHERE \"WebinarId\" = {FaultData.FirstId + (turn % webinars)} "
            + $"ORDER BY \"Number\""));
        if (all.Count < 5)
        {
            return;
        }

        var chosen = all[turn * 7 % all.Count];
        var (id, isCancelled) = (Guid.Parse(chosen[0].ToString()!), (string)chosen[1] == "Cancelled");
        var page = await OpenAsync(isCancelled ? $"/gestione/iscrizioni/{id}" : $"/gestione/iscrizioni/{id}/annulla");
        var form = isCancelled ? "main form[action$='/rimetti']" : "main form[action$='/annulla']";
        if (page.Document.QuerySelector(form) is null)
        {
            return; // the ten minutes are over
        }

        var answer = await _browser.SubmitAsync(page, isCancelled ? [] : new() { ["Reason"] = "Lo ha chiesto al telefono" }, form);
        Note(answer, isCancelled ? Restored : Cancelled, $"{id:N}");
    }

    public async Task MakeRoomAsync(int turn)
    {
        var webinar = FaultData.FirstId + (turn % webinars);
        var page = await OpenAsync($"/gestione/webinar/{webinar}/modifica");
        var places = int.Parse(page.ValueOf("Form.Capacity"), CultureInfo.InvariantCulture) + 3;
        await EditAsync(page, "Form.Capacity", $"{places}", MadeRoom, $"{webinar}");
    }

    public async Task EditAsync(int turn) => await EditAsync(
        await OpenAsync($"/gestione/webinar/{FaultData.BigId}/modifica"), "Form.Title", $"Tavolo {FaultData.BigId}, {run} {turn}", Edited,
        $"{FaultData.BigId}");

    public async Task ExportAsync(int turn)
    {
        var format = turn % 2 == 0 ? "csv" : "xlsx";
        var bytes = await _browser.DownloadAsync($"/gestione/webinar/{FaultData.BigId}/iscritti.{format}?scopo=rendicontare");
        if (bytes is null)
        {
            tally.Count("exports broken off");
        }
        else
        {
            var rows = format == "csv" ? Encoding.UTF8.GetString(bytes).Count(letter => letter == '\n') - 1 : 0;
            tally.Done(Exported, format, $"{rows}");
        }
    }

    /// <returns>The hash of what was added.</returns>
    public async Task<string> UploadAsync(int turn)
    {
        var webinar = FaultData.FirstId + (turn % webinars);
        var content = (byte[])[.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(200_000)];
        var page = await OpenAsync($"/gestione/webinar/{webinar}/materiali");
        var answer = await _browser.SubmitAsync(
            page, new() { ["File.Title"] = $"Le slide {turn}" }, "main form[enctype]", new Attached("slide.pdf", content));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Note(answer, Uploaded, hash, $"{webinar}");
        return hash;
    }

    /// <summary>A page of Gestione; nobody has to sign in again.</summary>
    public async Task<Shown> OpenAsync(string address)
    {
        var page = await _browser.GetAsync(address);
        if (page.Location?.Contains("/gestione/accesso", StringComparison.Ordinal) == true)
        {
            tally.IsWrong("A session of staff had ended");
            await SignInAsync();
            page = await _browser.GetAsync(address);
        }

        return page;
    }

    public Task<byte[]?> DownloadAsync(string address) => _browser.DownloadAsync(address);

    public void Dispose() => _browser.Dispose();

    private async Task EditAsync(Shown page, string field, string value, string what, string key)
    {
        const string Form = "main form:has([name='Form.Seen'])";
        var answer = await _browser.SubmitAsync(page, new() { [field] = value }, Form);
        while (answer.Status == 200 && answer.Document.QuerySelector("#prima-di-salvare button")?.GetAttribute("value") is { } agreed)
        {
            answer = await _browser.SubmitAsync(answer, new() { ["Form.Agreed"] = agreed }, Form);
        }

        Note(answer, what, key, value);
    }

    private void Note(Shown answer, string what, string key, string detail = "")
    {
        if (answer.Status == 303)
        {
            tally.Done(what, key, detail);
        }
        else if (answer.Status is 409 or 422)
        {
            tally.Count("overtaken by a colleague");
        }
        else
        {
            tally.IsWrong($"{what}: answered {answer.Status}, {answer.Heading}");
        }
    }
}
