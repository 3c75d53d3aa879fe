using Microsoft.AspNetCore.Components;

namespace Coopera.Core.Mail.Parts;

public static class MailStyle
{
    public const string Font = "'Titillium Web',Verdana,Geneva,sans-serif";

    public const string Signature = "la segreteria del Coordinamento – ANCI Sicilia";

    public const string Project = "Progetto COOPERA, cofinanziato dall’Unione europea (FAMI 2014-2020).";

    // Outlook takes no notice of max-width: it gets a table of 600 px around the mail.
    public static readonly MarkupString OutlookWidthBegins = new(
        "<!--[if mso]><table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" "
        + "align=\"center\"><tr><td><![endif]-->");

    public static readonly MarkupString OutlookWidthEnds = new("<!--[if mso]></td></tr></table><![endif]-->");

    public static readonly MarkupString NarrowScreens =
        new("@media (max-width:480px){.side{padding-left:20px!important;padding-right:20px!important}}");
}
