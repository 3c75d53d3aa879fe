namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static class Public
    {
        public const string Home = "~/";
        public const string Project = "~/progetto";
        public const string Privacy = "~/privacy";
        public const string LegalNotes = "~/note-legali";
        public const string Accessibility = "~/accessibilita";
        public const string Contacts = "~/contatti";
        public const string Faq = "~/domande-frequenti";
        public const string PublicBodies = "~/enti";

        public const string Rating = "~/valutazione";

        public const string Robots = "~/robots.txt";
        public const string Picture = "~/anteprima.png";
        public const string Sitemap = "~/sitemap.xml";
        public const string SecurityText = "~/.well-known/security.txt";

        public const string Webinars = "~/webinar";
        public const string Calendar = $"{Webinars}/calendario.ics";
        public const string PressReleases = "~/comunicati";
        public const string PressFeed = $"{PressReleases}/feed.xml";

        public static string Webinar(string slug) => $"{Webinars}/{slug}";

        public static string WebinarCalendar(string slug) => $"{Webinar(slug)}/calendario.ics";

        public static string WebinarMaterial(string slug, int material) => $"{Webinar(slug)}/materiali/{material}";

        public static string WebinarPicture(string slug) => $"{Webinar(slug)}/anteprima.png";

        public static string SignUp(string slug) => $"{Webinar(slug)}/iscrizione";

        public static string SignUpTogether(string slug) => $"{SignUp(slug)}/colleghi";

        public static string PressRelease(string slug) => $"{PressReleases}/{slug}";

        public static string PressReleasePicture(string slug) => $"{PressRelease(slug)}/anteprima.png";
    }
}
