"""Files respondents send with their answers: kept outside the web root, served by nobody but the portal.

A file comes in with the page it is sent from and belongs to that page's submission from then on. Once the submission
is stored its response names it; what no response names a day later is removed.
"""
