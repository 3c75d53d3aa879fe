using Coopera.Testing.Site;

namespace Coopera.Testing.Samples;

/// <summary>Somebody who fills in the scheda of Messina on line.</summary>
public static class Bodies
{
    public const string Messina = "083048";

    public static Dictionary<string, string?> Start(string body = "Messina") => new()
    {
        ["BodyName"] = body,
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };

    public static Dictionary<string, string?> People() => new()
    {
        ["RepresentativeFirstName"] = "Lucia",
        ["RepresentativeLastName"] = "D’Angelo",
        ["RepresentativeOffice"] = "Mayor",
        ["TechnicalFirstName"] = "Nuccio",
        ["TechnicalLastName"] = "Lo Bue",
        ["TechnicalRole"] = "Responsabile del servizio",
        ["TechnicalUnit"] = "Servizi sociali",
        ["TechnicalPhone"] = "090 1234567",
        ["TechnicalEmail"] = "nuccio.lobue@comune.example",
    };

    public static Dictionary<string, string?> Network() => new()
    {
        ["Project"] = "Yes",
        ["Ordinary"] = "true",
        ["UnaccompaniedMinors"] = "true",
        ["Places"] = "25",
        ["ActKind"] = "Resolution",
        ["ActNumber"] = "12/2026",
        ["ActDate"] = "25/1/2026",
    };

    /// <summary>Through all the steps; the status page's address.</summary>
    public static async Task<string> FillInAsync(Visitor visitor, string body = "Messina")
    {
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/coordinamento/adesione"), Start(body));
        var step = await visitor.FollowAsync(answer);
        step = await visitor.FollowAsync(await visitor.SubmitAsync(step, new() { ["Pec"] = "protocollo@pec.comune.example" }));
        step = await visitor.FollowAsync(await visitor.SubmitAsync(step, People()));
        await visitor.FollowAsync(await visitor.SubmitAsync(step, Network()));
        return answer.Location![..answer.Location!.LastIndexOf('/')];
    }
}
