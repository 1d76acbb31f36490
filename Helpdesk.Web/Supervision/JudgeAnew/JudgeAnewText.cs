namespace Helpdesk.Web.Supervision.JudgeAnew;

/// <summary>Marker of <c>JudgeAnewText.resx</c>: the list of cases that records judge otherwise.</summary>
public sealed class JudgeAnewText;
