namespace Coopera.Web.Mail.Parts;

internal static class MailStyle
{
    /// <summary>The site's face where it is installed; nothing is loaded.</summary>
    public const string Font = "'Titillium Web',Verdana,Geneva,sans-serif";
}
